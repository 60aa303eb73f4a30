/* Filled templates: how values print, where numbers lead, what data cannot do. */
#include "doc/function.h"
#include "doc/head.h"
#include "filled.h"

static struct filled f;

static const char *body_for(const char *text, const char *place) {
    static char template[8192];
    snprintf(template, sizeof template, "%s%s", HEAD, text);
    filled_start(&f);
    return fill_for(&f, template, place);
}

static const char *body(const char *text) {
    return body_for(text, "tỉnh A");
}

/* The body's only paragraph prints so, marks of sources aside. */
static void prints(const char *text, const char *expected) {
    struct buf out = BUF_EMPTY;
    body(text);
    if (!f.doc)
        fail_msg("%s", f.text.at);
    const struct node *root = f.doc->root;
    for (const struct node *node = root->first; node;) {
        if (node->type == NODE_TEXT)
            buf_str(&out, node->as.text);
        if (node->first && node->type != NODE_SUPERSCRIPT) {
            node = node->first;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
    assert_string_equal(out.at ? out.at : "", expected);
    buf_fini(&out);
    filled_end(&f);
}

#define NB "\xC2\xA0"

static void test_words(void **state) {
    (void)state;
    prints("{{ so(\"staff.total\") }}", "1.279");
    prints("{{ so(\"staff.total\").day_du }}", "1.279" NB "người");
    prints("{{ so(\"edu.university\") }}", "64,7%");
    prints("{{ so(\"edu.university\").gia_tri }}", "64,7");
    prints("{{ chenh(\"edu.university\") }}", "tăng 45,1" NB "điểm phần trăm");
    prints("{{ chenh(\"edu.university\", 2021, 2016) }}", "giảm 45,1" NB "điểm phần trăm");
    prints("{{ chenh(\"edu.university\").mui_ten }}", "▲ 45,1");
    prints("{{ so(\"training.classes\") }}", "gần" NB "341");
    prints("{{ so(\"state_mgmt.trained\") }}/{{ so(\"state_mgmt.trained\").mau_so }}", "769/1.279");
    prints("{{ so(\"state_mgmt.trained\").nhu_nguon }}", "769/1.279");
    prints("{{ ty_le(\"state_mgmt.trained\") }}", "60,1%");
    prints("{{ ty_le(\"state_mgmt.trained\").so_nguoi }}", "769");
    prints("{{ co_cau(\"edu\").dong[5].uoc }}", "ước" NB "828");
    prints("{{ hoac(so(\"gender.female\"), \"chưa có số liệu\") }}", "chưa có số liệu");
    prints("{{ tong(\"staff.total\") }}, {{ so(\"staff.total\", {tai = \"xã B\"}) }}", "50, 30");
    prints("{{ so(\"staff.total\", {tai = \"xã B\"}) + so(\"staff.total\", {tai = \"xã *A*\"}) }}", "50");
}

/* One number of another; where a number stands; small letters of a group. */
static void test_cited(void **state) {
    (void)state;
    prints("{{ ty_so(so(\"training.classes\"), so(\"staff.total\")) }}", "khoảng" NB "26,7%");
    prints("{{ co(ty_so(so(\"training.planned\"), so(\"staff.total\"))) and 1 or 0 }}", "0");
    prints("{{ so(\"staff.total\").vi_tri }}", "bao-cao.txt, dòng" NB "2");
    prints("{{ so(\"staff.total\", {tai = \"xã B\"}).vi_tri }}", "xa.csv, dòng" NB "3");
    prints("{{ so_chu(105, \"lẻ\") }}, {{ so_chu(1005, \"lẻ\") }}",
           "một trăm lẻ năm, một nghìn không trăm lẻ năm");
    prints("{{ so_chu(105) }}", "một trăm linh năm");
}

/* Addressees of the template's own. */
static void test_to(void **state) {
    (void)state;
    filled_start(&f);
    has(fill(&f, "---\nkind: report\nto: [\"UBND {{ don_vi }}\", \"{{ '' }}\"]\n---\na\n"), "UBND tỉnh A");
    filled_end(&f);
}

/* A run of three sources and more is one mark. */
static void test_runs(void **state) {
    (void)state;
    const char *tree =
        body("{{ so(\"staff.total\") }}\n\n{{ so(\"edu.university\") }}\n\n"
             "{{ so(\"state_mgmt.trained\") + so(\"training.classes\") + so(\"edu.university\", "
             "{tai = \"xã B\"}) + so(\"staff.total\", {tai = \"xã *A*\"}) }}\n");
    has(tree, "\"[3-6]\"");
    filled_end(&f);
}

/* xã *A* has 5 of 20, xã B 12 of 30; xã C states nothing. */
static void test_units(void **state) {
    (void)state;
    prints(
        "{% for _, d in ipairs(xep_hang(\"edu.university\").dong) do %}{{ d.hang }} {{ d.tai.ten }} {{ d.so }}; {% end %}.",
        "1 B 12; 2 *A* 5; .");
    prints(
        "{% local r = xep_hang(\"edu.university\", {ty_le = true, dau = 1, cuoi = 1}) %}"
        "{{ r.dau[1].tai }} {{ r.dau[1].so }}, {{ r.cuoi[1].tai }} {{ r.cuoi[1].so }} {{ #r.dau + #r.cuoi }}",
        "xã B 40,0%, xã *A* 25,0% 2");
    prints(
        "{% local n = dat_nguong(\"edu.university\", 25, {ty_le = true}) %}{{ n.so }}/{{ n.tong }} {{ n.so.don_vi }}, "
        "{{ n.ty_le }}",
        "2/2 đơn vị, 100,0%");
    prints("{{ dat_nguong(\"edu.university\", 25, {ty_le = true, tren = true}).so }}, "
           "{{ dat_nguong(\"edu.university\", \"25,5\", {ty_le = true, duoi = true}).dong[1].tai.ten }}, "
           "{{ dat_nguong(\"staff.total\", 20, {tren = true}).so }}",
           "1, *A*, 1");
    prints("{{ binh_quan(\"edu.university\") }}",
           "34,0%"); /* 17 of 50; the mean of 25 and 40 would be 32,5 */
    prints("{{ tong(\"edu.university\", {trong = {\"xã B\"}}) }}", "12");
    prints("{{ tong(\"staff.total\", {trong = {\"xã B\", \"xã C\"}}) }}",
           "30** Tính từ 1 trên 2 đơn vị; thiếu số liệu của xã C.");
    prints("{{ xep_hang(\"staff.total\", {trong = {\"xã B\", \"xã C\"}}).ghi_chu }}",
           "Tính từ 1 trên 2 đơn vị; thiếu số liệu của xã C.");
    prints("{{ xep_hang(\"staff.total\", {trong = {\"xã C\"}}).thieu[1].ten }}", "C");
    prints("{{ hoac(binh_quan(\"gender.female\"), \"không có\") }}", "không có");
}

static void test_relative(void **state) {
    (void)state;
    filled_start(&f);
    filled_add(&f, 0, "341", "training.participants", FIGURE_COUNT, "400", "tỉnh A", 2016);
    filled_add(&f, 0, "1.279", "training.participants", FIGURE_RATIO, "380/420", "tỉnh A", 2021);
    const char *tree = fill_for(
        &f,
        HEAD "{{ chi_so(\"training.participants\") }} | {{ tang_giam(\"training.participants\") }} | "
             "{{ thuc_hien().ket_qua }} của {{ thuc_hien().ke_hoach }}, đạt {{ thuc_hien().ty_le }}, "
             "lệch {{ thuc_hien().chenh }}\n",
        "tỉnh A");
    has(tree, "text \"95,0%\"");
    has(tree, "text \" | giảm \"");
    has(tree, "text \"5,0%\"");
    has(tree, "text \"380\"");
    has(tree, "text \"420\"");
    has(tree, "text \"90,5%\"");
    has(tree, "text \"-40\"");
    filled_end(&f);
}

static void test_texts(void **state) {
    (void)state;
    prints("{{ noi({\"a\", \"b\", \"c\"}, \", \", \" và \") }}", "a, b và c");
    prints("{{ in_hoa(\"Ủy ban\") }}, {{ viet_hoa(\"đại học\") }}, {{ viet_thuong(\"Đại học\") }}",
           "ỦY BAN, Đại học, đại học");
    prints("{{ viet_thuong(\"LLCT\") }}", "LLCT");
    prints("{{ so_chu(21) }}; {{ in_so(12345) }}; {{ 2021 }}", "hai mươi mốt; 12.345; 2021");
    prints("{{ ngay(\"2026-01-05\") }}", "ngày" NB "05" NB "tháng" NB "01" NB "năm" NB "2026");
    prints("{{ muc() }} {{ muc() }} {{ muc() }} {{ muc() }}", "I II III IV");
    prints("{{ don_vi }}, {{ don_vi.ten }}, {{ don_vi.loai }}, {{ ky() }}",
           "tỉnh A, A, tỉnh, năm 2021 so với năm 2016");
    prints("{% for i, n in ipairs(cac_don_vi) do %}{{ n.ten }}, {% end %}.", "*A*, B, .");
    prints("{{ \"}}\" }} {# lời ghi {{ #}{{ {\"a\", 1, so(\"staff.total\")} }}", "}} a11.279");
}

/* Keys come out in order, whatever the hash: numbers, then texts. */
static void test_order(void **state) {
    (void)state;
    prints(
        "{% local t = {z = 1, a = 2, m = 3, [2] = 4, [1] = 5} for k, v in pairs(t) do %}{{ k }}{{ v }} {% end %}.",
        "15 24 a2 m3 z1 .");
}

/* A dossier leaves nothing behind for the next one. */
static void test_isolation(void **state) {
    (void)state;
    static const int years[] = {2016, 2021};
    filled_start(&f);
    struct template *template = filled_load(
        &f, HEAD "{% dem = 1 %}{% string.rep = nil %}{% table.sort = nil %}{{ so(\"staff.total\") }}\n");
    assert_non_null(template);
    struct doc_input input = {.figures = &f.figures,
                              .findings = &f.findings,
                              .issuer = &f.issuer,
                              .years = years,
                              .place = STR("tỉnh A"),
                              .n_years = 2};
    struct doc *first = doc_build(&f.arena, template, &input, &f.diag);
    assert_non_null(first);
    input.place = STR("xã B");
    struct doc *second = doc_build(&f.arena, template, &input, &f.diag);
    assert_non_null(second);
    struct buf a = BUF_EMPTY, b = BUF_EMPTY;
    node_print(&a, first->root);
    node_print(&b, second->root);
    has(a.at, "1.279");
    has(b.at, "\"30\"");
    has_not(b.at, "1.279");
    buf_fini(&a);
    buf_fini(&b);
    template_free(template);
    filled_end(&f);

    filled_start(&f);
    template = filled_load(&f, HEAD "{% if string.rep and table.sort then %}nguyên{% end %}\n");
    struct doc *doc = doc_build(&f.arena, template, &input, &f.diag);
    node_print(&f.text, doc->root);
    has(f.text.at, "nguyên");
    template_free(template);
    filled_end(&f);
}

/* Data is never Markdown, whatever it contains. */
static void test_escape(void **state) {
    (void)state;
    const char *tree =
        body_for("**{{ don_vi }}** và {{ don_vi }} | {{ \"# <b>[x](y)</b> `z`\" }}\n", "xã *A*");
    has(tree, "strong\n      text \"xã *A*\"");
    has(tree, "text \" và xã *A* | # <b>[x](y)</b> `z`\"");
    has_not(tree, "emphasis");
    filled_end(&f);
}

/* Numbers lead to the entries of the annex, these to the sentences, and back to where each was first printed. */
static void test_evidence(void **state) {
    (void)state;
    const char *tree = body("Có {{ so(\"staff.total\") }} công chức; đại học {{ so(\"edu.university\") }}, "
                            "{{ chenh(\"edu.university\") }} ({{ so(\"edu.university\", 2016) }}).\n\n"
                            "Có {{ so(\"staff.total\") }}.\n\n```nguon\n```\n");
    has(tree, "figure #4 evidence #1\n      text \"1.279\"\n      superscript\n        text \"[1]\"");
    has(tree, "figure #5 evidence #2\n      text \"64,7%\"\n      superscript\n        text \"[2]\"");
    /* the difference rests on both, which the sentence shows already */
    has(tree, "figure #6 evidence #2\n      text \"45,1\"\n    text \"" NB "điểm phần trăm (\"");
    has(tree, "anchor #1\n        link -> #4\n          text \"[1]\"");
    has(tree, "text \"Đến hết năm 2021, toàn tỉnh có \"\n        mark\n          text \"1.279\"");
    has(tree, "text \"bao-cao.txt, dòng 2, ký tự 32\"");
    /* and again in the next paragraph */
    has(tree, "figure #8 evidence #1\n      text \"1.279\"\n      superscript");
    filled_end(&f);
}

/* A number that is computed shows all that it came from, where the sentence does not. */
static void test_computed(void **state) {
    (void)state;
    const char *tree = body("Tỷ lệ {{ chenh(\"edu.university\") }}.\n\n```nguon\n```\n");
    has(tree,
        "text \"45,1\"\n      superscript\n        text \"[1]\"\n    superscript\n      link -> #2\n        text \"[2]\"");
    filled_end(&f);
}

/* All cells of a row share one entry, and tables print no marks. */
static void test_rows(void **state) {
    (void)state;
    const char *tree = body_for(
        "```bang\ncot = {\"a\", {\"b\", can = \"so\", le = 1, tran = true}},\n"
        "dong = {{so(\"staff.total\"), ty_le(\"edu.university\")}, {so(\"edu.university\"), so(\"gender.female\")}},\n"
        "```\n\n```nguon\n```\n",
        "xã B");
    has(tree, "table l|d");
    has(tree, "text \"40,0\"");
    has(tree, "text \"–\"");
    has(tree, "note\n    text \"Dấu “–”: nguồn không nêu số liệu.\"");
    has(tree, "text \"2 số liệu\"");
    has(tree,
        "text \"Tổng số cán bộ, công chức: \"\n        mark\n          text \"30\"\n        text \"; Đại học: \"");
    has_not(tree, "superscript");
    has_not(tree, "[2]");
    filled_end(&f);
}

/* Doubt is marked where it stands and explained once below. */
static void test_doubt(void **state) {
    (void)state;
    filled_start(&f);
    f.figures.items[2]->doubtful = true;
    has(fill(&f, HEAD "Có {{ so(\"edu.university\") }} và {{ chenh(\"edu.university\") }}.\n"),
        "text \"64,7%" NB "⚠\"");
    has(f.text.at, "text \"45,1" NB "điểm phần trăm" NB "⚠\"");
    has(f.text.at, "doubtful");
    filled_end(&f);
}

static void test_cards(void **state) {
    (void)state;
    const char *tree = body(
        "```so-chinh\n{so = so(\"staff.total\"), nhan = \"người\"},\nco(nil) and {so = 1, nhan = \"x\"},\n"
        "{so = so(\"gender.female\"), nhan = \"nữ\"},\n"
        "{so = ty_le(\"edu.university\"), nhan = \"đại học\", them = chenh(\"edu.university\").mui_ten},\n```\n");
    has(tree, "cards\n    card\n      paragraph value");
    has(tree, "paragraph change\n        up\n          text \"▲ \"");
    has_not(tree, "nữ");
    filled_end(&f);
}

static void test_charts(void **state) {
    (void)state;
    const char *tree =
        body("```bieu-do\nkieu = \"chong\", ten = \"Cơ cấu\", co_cau = co_cau(\"edu\"),\n```\n\n"
             "```bieu-do\nkieu = \"duong\", loai = {2016, 2021},\n"
             "chuoi = {{\"Đại học\", so(\"edu.university\", 2016), so(\"edu.university\")},"
             " {\"Nữ\", so(\"gender.female\", 2016), so(\"gender.female\")}}, don_vi = \"%\",\n```\n");
    has(tree, "caption\n    strong\n      text \"Biểu đồ" NB "1.\"\n    text \" Cơ cấu\"");
    has(tree,
        "chart stacked-100 unit=\"%\" alt=\"Cơ cấu. Năm 2016: Đại học 19,6. Năm 2021: Đại học 64,7; Trên đại học 0,2.\"");
    has(tree, "- \"Đại học\" 19.6\"19,6\"#1 64.7\"64,7\"#2");
    has(tree, "- \"Trên đại học\" missing 0.2\"0,2\"");
    has(tree, "chart line");
    has_not(tree, "Nữ"); /* nobody states it: no series */
    filled_end(&f);
}

/* Places are not what they were after 1 July 2025: a line is broken there. */
/* The line breaks where the count changed its extent, the table marks the year behind it, the note says why. */
static void test_break(void **state) {
    (void)state;
    filled_start(&f);
    filled_add(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "1290", "tỉnh A", 2023);
    filled_add(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "1300", "tỉnh A", 2026);
    static const char body_text[] = HEAD
        "{% local function so_nam(n) return so(\"staff.total\", n) end %}\n"
        "```bieu-do\nkieu = \"duong\", loai = {2021, 2023, 2024, 2025, 2026},\n"
        "chuoi = {{\"x\", so_nam(2021), so_nam(2023), so_nam(2024), so_nam(2025), so_nam(2026)}},\n```\n\n"
        "```bang\ncot = {\"Năm\", \"Số\"},\n"
        "dong = {{\"2021\", so_nam(2021)}, {\"2023\", so_nam(2023)}, {\"2026\", so_nam(2026)}},\n```\n\n"
        "```bang\ncot = {\"\", \"2021\", \"2023\", \"2026\"},\n"
        "dong = {{\"a\", so_nam(2021), so_nam(2023), so_nam(2026)}},\n```\n";
    const char *tree = fill_for(&f, body_text, "tỉnh A");
    has(tree, "| \"2021\" \"2023\" \"2024\" //\"01/7/2025*\" \"2025\" \"2026\"");
    has(tree, "Chuỗi số liệu ngắt ở đây. 2025:");
    has(tree, "text \"2026*\"\n      cell\n"); /* the row */
    has(tree, "text \"2026*\"\n    row\n");    /* the head */
    has_not(tree, "2023*");
    const char *note = strstr(tree, "text \"* Đơn vị hành chính được sắp xếp lại từ ngày 01/7/2025");
    assert_non_null(note);
    assert_null(strstr(note + 20, "* Đơn vị hành chính")); /* said once a section */
    filled_end(&f);

    filled_start(&f); /* another group, of a series and of two years */
    filled_add_of(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "1290", "tỉnh A", 2019, "cán bộ");
    filled_add_of(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "1290", "tỉnh A", 2018, "cán bộ");
    tree = fill_for(&f,
                    HEAD "{% local function so_nam(n) return so(\"staff.total\", n) end %}\n"
                         "```bieu-do\nkieu = \"duong\", loai = {2018, 2019, 2021},\n"
                         "chuoi = {{\"x\", so_nam(2018), so_nam(2019), so_nam(2021)}},\n```\n",
                    "tỉnh A");
    has(tree, "| \"2018\" \"2019\" //\"khác đối tượng*\" \"2021\"");
    has(tree, "* Khác đối tượng: năm 2019 là cán bộ; năm 2021 là công chức cấp xã.");
    filled_end(&f);
    filled_start(&f);
    filled_add_of(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "1290", "tỉnh A", 2019, "cán bộ");
    tree = fill_for(&f,
                    HEAD "```bang\ncot = {\"\", \"2019\", \"2021\"},\n"
                         "dong = {{\"a\", so(\"staff.total\", 2019), so(\"staff.total\")}},\n```\n",
                    "tỉnh A");
    has_not(tree, "*"); /* the comparison of two years says so itself */
    filled_end(&f);
}

/* Of whom a dossier is; groups without abbreviations; a group's level is not said twice. */
static void test_staff(void **state) {
    (void)state;
    prints("{{ doi_tuong() }}", "cán bộ, công chức cấp" NB "xã");
    body_for("{{ doi_tuong() }}", "xã B");
    has(f.text.at, "text \"cán bộ, công chức\"");
    filled_end(&f);
    static const struct {
        const char *group_2016, *group_2021, *words;
    } cases[] = {
        {"công chức VHXH cấp xã", "Công chức văn hóa - xã hội cấp xã",
         "công chức văn" NB "hóa" NB "-" NB "xã" NB "hội cấp" NB "xã"},
        {"công chức VHXH cấp xã", "cán bộ, công chức cấp xã", "cán bộ, công chức cấp" NB "xã"},
        {"công chức cấp xã", "công chức cấp xã", "cán bộ, công chức cấp" NB "xã"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        filled_start(&f);
        filled_add_of(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "40", "tỉnh Z", 2016, cases[i].group_2016);
        filled_add_of(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "38", "tỉnh Z", 2021, cases[i].group_2021);
        char expected[200];
        snprintf(expected, sizeof expected, "text \"%s\"", cases[i].words);
        has(fill_for(&f, HEAD "{{ doi_tuong() }}\n", "tỉnh Z"), expected);
        filled_end(&f);
    }
    filled_start(&f);
    filled_add_of(&f, 0, "1.279", "staff.total", FIGURE_COUNT, "38", "tỉnh Z", 2021,
                  "công chức VH-XH cấp xã");
    has(fill_for(&f, HEAD "{{ so(\"staff.total\").nhom }}\n", "tỉnh Z"), "công chức văn hóa - xã hội cấp xã");
    filled_end(&f);
}

/* Columns of numbers that no row has anything in; text and what some row has stay. */
static void test_empty_columns(void **state) {
    (void)state;
    const char *tree = body(
        "```bang\ncot = {\"Năm\", {\"Lớp\", can = \"so\"}, {\"Người\", can = \"so\"}, \"Ghi chú\"},\n"
        "dong = {{nhom = \"A\"}, {\"2020\", nil, so(\"staff.total\")}, {\"2021\", so(\"gender.female\"), nil}},\n"
        "bo_trong = true,\n```\n");
    has_not(tree, "Lớp");
    has(tree, "Người");
    has(tree, "Ghi chú");
    has(tree, "1.279");
    filled_end(&f);
}

/* What a finding says is for people: no folders, lines as the annex names them, spans as elsewhere. */
static void test_findings_on_paper(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"126 (nguon/2020/a.txt:7: “1. x”) và 98/126 (b.csv:12).",
         "126 (a.txt, dòng" NB "7) và 98/126 (b.csv, dòng" NB "12)."},
        {"xã Hà Mẫu không còn: “x”.", "Xã Hà Mẫu không còn: “x”."},
        {"nguon/a.txt và b.txt là hai bản.", "a.txt và b.txt là hai bản."},
        {"năm 2016–2020 – x/y.z; nguon/báo cáo.csv; a.txt.old",
         "Năm 2016" NB "- 2020 – x/y.z; nguon/báo cáo.csv; a.txt.old"},
        {"", ""},
    };
    struct arena arena = ARENA_EMPTY;
    struct build build = {.arena = &arena};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct finding finding = {.message_vi = cases[i][0]};
        assert_string_equal(cite_finding(&build, &finding).at, cases[i][1]);
    }
    arena_fini(&arena);
}

/* The symbol is that of the kind of document. */
static void test_symbol(void **state) {
    (void)state;
    static const char *const cases[][3] = {
        {"BC-SNV", "THÔNG BÁO", "TB-SNV"}, {"BC-SNV", "BÁO CÁO", "BC-SNV"},
        {"TB-PNV", "BÁO CÁO", "BC-PNV"},   {"SNV-XDCQ", "TỜ TRÌNH", "SNV-XDCQ"},
        {"BC", "TỜ TRÌNH", "BC"},          {"BC-SNV", "BẢN TIN", "BC-SNV"},
    };
    struct arena arena = ARENA_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_equal(head_symbol(&arena, str_of(cases[i][0]), cases[i][1]), str_of(cases[i][2])));
    arena_fini(&arena);
}

static void test_letterhead(void **state) {
    (void)state;
    filled_start(&f);
    const char *tree = fill(
        &f,
        "---\nkind: report\nname: BÁO CÁO\nsubject: [Chất lượng, \"{{ don_vi }} {{ ky() }}\", \"{{ '' }}\"]\n---\n"
        "# {{ muc() }}. MỘT\n\n1. một\n2. hai\n\na\n\n1) x\n2) y\n3) z\n4) t\n5) u\n\n```chu-ky\n```\n\n"
        "```phu-luc\nso = \"Phụ lục\", ten = \"NGUỒN\", kem_theo = \"(Kèm theo)\"\n```\n\nSau.\n");
    has(tree, "letterhead parent=\"UBND TỈNH A\" issuer=\"SỞ NỘI VỤ\"");
    has(tree, "place-date=\"A, ngày      tháng      năm");
    has(tree, "subject=\"Chất lượng\" subject=\"tỉnh A năm 2021 so với năm 2016\"\n");
    has(tree, "item label=\"đ)\"");
    has(tree, "item label=\"2.\"");
    has(tree, "appendix\n    heading 1\n      text \"Phụ lục\"");
    has(tree, "    paragraph\n      text \"Sau.\"\n");
    assert_int_equal(f.doc->title.len, strlen("Chất lượng tỉnh A năm 2021 so với năm 2016"));
    filled_end(&f);
}

static void test_pipe_table(void **state) {
    (void)state;
    const char *tree = body(
        "| Chỉ tiêu | Số |\n|:--|--:|\n{% for i = 1, 2 do %}\n| {{ \"a|b\" }} | {{ so(\"staff.total\") }} |\n{% end %}\n");
    has(tree, "table l|r\n    row head");
    has(tree, "text \"a|b\"");
    assert_null(strstr(strstr(tree, "1.279") + 1, "superscript"));
    filled_end(&f);
}

/* Lines of the tree are those of the template, also behind a loop. */
static void test_lines(void **state) {
    (void)state;
    body("một\n\n{% for i = 1, 3 do %}\nhai\n\n{% end %}\nba\n");
    uint32_t lines[5] = {0};
    int n = 0;
    for (const struct node *node = f.doc->root->first; node && n < 5; node = node->next)
        lines[n++] = node->line;
    assert_int_equal(n, 5);
    static const uint32_t expected[] = {4, 7, 7, 7, 10};
    assert_memory_equal(lines, expected, sizeof expected);
    filled_end(&f);
}

/* What the shipped templates make of nothing, of one figure and of a few: a dossier, not a fault. */
static void test_shipped(void **state) {
    (void)state;
    static const char *const paths[] = {HOSO_ROOT "/templates/bao-cao-nam.md",
                                        HOSO_ROOT "/templates/phieu-don-vi.md"};
    static const char *const places[] = {"tỉnh A", "xã B", "huyện C"};
    static const int years[] = {2016, 2021, 2030};
    for (int p = 0; p < 2; p++)
        for (int n = 0; n < 9; n++) {
            filled_start(&f);
            struct template *template = template_load(paths[p], &f.diag);
            filled_messages(&f);
            if (!template)
                fail_msg("%s", f.text.at);
            struct doc_input input = {.figures = &f.figures,
                                      .findings = &f.findings,
                                      .issuer = &f.issuer,
                                      .place = str_of(places[n % 3]),
                                      .years = years + n / 3,
                                      .n_years = 1};
            if (n / 3 == 2)
                input.years = years, input.n_years = 2;
            struct doc *doc = doc_build(&f.arena, template, &input, &f.diag);
            filled_messages(&f);
            if (!doc)
                fail_msg("%s: %s", places[n % 3], f.text.at);
            node_check(doc->root);
            template_free(template);
            filled_end(&f);
        }
}

/* Memory grows with the text, not with its parts times the text. */
static void test_many_parts(void **state) {
    (void)state;
    filled_start(&f);
    fill(&f, HEAD "{% local p = {} for i = 1, 9000 do p[i] = \"abcdefghi \" end %}\nA {{ p }}.\n");
    const struct node *text = f.doc->root->first->first;
    assert_int_equal(text->type, NODE_TEXT);
    assert_int_equal(text->as.text.len, 2 + 9000 * 10 + 1);
    assert_true(str_ends(text->as.text, STR("ghi abcdefghi .")));
    assert_null(text->next);
    assert_true(f.arena.total < (size_t)8 << 20);
    filled_end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_parts),
        cmocka_unit_test(test_staff),
        cmocka_unit_test(test_empty_columns),
        cmocka_unit_test(test_symbol),
        cmocka_unit_test(test_findings_on_paper),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_relative),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_isolation),
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_cards),
        cmocka_unit_test(test_cited),
        cmocka_unit_test(test_to),
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_break),
        cmocka_unit_test(test_letterhead),
        cmocka_unit_test(test_pipe_table),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
