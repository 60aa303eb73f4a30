/* function.c - the table of what templates may call, and the functions that put values together: joining, styles, notes. */
#include "doc/function.h"
#include "doc/bridge.h"
#include <string.h>

/* ---- asking about values ---------------------------------------------------------------------------------------------- */

static bool is_there(lua_State *lua, int index) {
    const struct value *value = bridge_peek(lua, index);
    if (value)
        return !value_missing(value);
    if (lua_istable(lua, index))
        return lua_rawlen(lua, index) > 0;
    return lua_toboolean(lua, index) && !(lua_isstring(lua, index) && lua_rawlen(lua, index) == 0);
}

static int call_co(lua_State *lua) {
    bool all = lua_gettop(lua) > 0;
    for (int i = 1; i <= lua_gettop(lua); i++)
        all = all && is_there(lua, i);
    lua_pushboolean(lua, all);
    return 1;
}

static int call_hoac(lua_State *lua) {
    for (int i = 1; i <= lua_gettop(lua); i++)
        if (is_there(lua, i)) {
            lua_pushvalue(lua, i);
            return 1;
        }
    lua_pushvalue(lua, -1);
    return 1;
}

/* ---- joining ------------------------------------------------------------------------------------------------------------ */

static uint32_t add_text(struct build *build, const struct value **parts, uint32_t n, struct str text) {
    if (text.len)
        parts[n++] = value_text(build->arena, text);
    return n;
}

/* noi({a, b, c}, ", ", " và "): a, b và c. Items that are nil are left out. */
static int call_noi(lua_State *lua) {
    struct build *build = build_of(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    struct str between = lua_isnoneornil(lua, 2) ? STR(", ") : bridge_text(lua, 2);
    struct str last = lua_isnoneornil(lua, 3) ? between : bridge_text(lua, 3);
    lua_Unsigned n_items = lua_rawlen(lua, 1);
    if (n_items > 5000)
        build_raise(lua, "template-limit", STR(""), _("the list is too long"));
    const struct value **items = ARENA_ARRAY(build->arena, n_items + 1, const struct value *);
    uint32_t n = 0;
    for (lua_Unsigned i = 1; i <= n_items; i++) {
        lua_rawgeti(lua, 1, (lua_Integer)i);
        const struct value *item = bridge_value(lua, lua_gettop(lua), "noi");
        if (item)
            items[n++] = item;
        lua_pop(lua, 1);
    }
    const struct value **parts = ARENA_ARRAY(build->arena, 2 * (size_t)n + 1, const struct value *);
    uint32_t n_parts = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            n_parts = add_text(build, parts, n_parts, i + 1 == n ? last : between);
        parts[n_parts++] = items[i];
    }
    bridge_push(lua, value_phrase(build->arena, parts, n_parts, NODE_DOCUMENT));
    return 1;
}

static int styled(lua_State *lua, enum node_type style) {
    struct build *build = build_of(lua);
    const struct value **parts = ARENA_ARRAY(build->arena, 1, const struct value *);
    parts[0] = bridge_value(lua, 1, "style");
    if (!parts[0])
        build_raise(lua, "template-value", STR(""), _("nil cannot be printed"));
    const struct value *phrase = value_phrase(build->arena, parts, 1, style);
    if (phrase->as.phrase.depth > PHRASE_DEPTH)
        build_raise(lua, "template-limit", STR(""), _("the parts are nested too deeply"));
    bridge_push(lua, phrase);
    return 1;
}

static int call_dam(lua_State *lua) {
    return styled(lua, NODE_STRONG);
}

static int call_nghieng(lua_State *lua) {
    return styled(lua, NODE_EMPHASIS);
}

static int call_nho(lua_State *lua) {
    return styled(lua, NODE_SMALL);
}

/* ---- notes and references -------------------------------------------------------------------------------------------------- */

static bool holds_footnote(const struct value *value) {
    for (uint32_t i = 0; value->type == VALUE_PHRASE && i < value->as.phrase.n; i++)
        if (holds_footnote(value->as.phrase.parts[i]))
            return true;
    return value->type == VALUE_FOOTNOTE;
}

static int call_chu_thich(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct value *text = bridge_value(lua, 1, "chu_thich");
    if (!text || text->type == VALUE_MIX || holds_footnote(text))
        build_raise(lua, "template-value", STR("chu_thich"),
                    _("a footnote needs its text: chu_thich(\"...\")"));
    bridge_push(lua, value_footnote(build->arena, text));
    return 1;
}

static int call_moc(lua_State *lua) {
    struct arena *arena = build_of(lua)->arena;
    bridge_push(lua, value_reference(arena, VALUE_TARGET, bridge_text(lua, 1), REFERENCE_WHOLE));
    return 1;
}

static int call_xem(lua_State *lua) {
    static const char *const parts[] = {"", "so", "trang"};
    struct str name = bridge_text(lua, 1), part = lua_isnoneornil(lua, 2) ? STR("") : bridge_text(lua, 2);
    for (int i = 0; i < 3; i++)
        if (str_equal(part, str_of(parts[i]))) {
            bridge_push(lua,
                        value_reference(build_of(lua)->arena, VALUE_REFERENCE, name, (enum reference_part)i));
            return 1;
        }
    build_raise(lua, "template-value", part, _("a reference is whole, or its part \"so\" or \"trang\""));
}

/* ---- the table ------------------------------------------------------------------------------------------------------------- */

const struct function functions[] = {
    {"so", call_so, "so(id [, nam] [, {tai=, ty_le=}])",
     "Số liệu của chỉ tiêu: số lượng, nếu nguồn không nêu thì tỷ lệ; tai: đơn vị khác",
     "The fact of an indicator: its count, or its share where no count is stated; tai: another place"},
    {"ty_le", call_ty_le, "ty_le(id [, nam] [, {tai=}])",
     "Tỷ lệ phần trăm, nêu trong nguồn hoặc tính từ số lượng",
     "The share in per cent, stated or computed from counts"},
    {"chenh", call_chenh, "chenh(id [, nam_dau, nam_cuoi] [, {tai=, ty_le=}])",
     "So sánh hai năm: in ra “tăng 45,1 điểm phần trăm”; các trường dau, cuoi, chenh, chi_so, phan_tram, mui_ten, huong",
     "Compares two years: prints “tăng 45,1 điểm phần trăm”; fields dau, cuoi, chenh, chi_so, phan_tram, mui_ten, huong"},
    {"co_cau", call_co_cau, "co_cau(ho [, nam_dau, nam_cuoi] [, {tai=}])",
     "Cơ cấu của một họ chỉ tiêu (edu, politics): dong là danh sách {ten, dau, cuoi, chenh, uoc}",
     "The mix of a family of classes (edu, politics): dong lists {ten, dau, cuoi, chenh, uoc}"},
    {"chuoi", call_chuoi, "chuoi(id [, nam_dau, nam_cuoi] [, {tai=, ty_le=}])",
     "Danh sách số liệu từng năm, kể cả năm thiếu; cùng một đối tượng nếu các năm có nêu",
     "The facts of each year, missing ones included; of one group where the years state it"},
    {"chi_so", call_chi_so, "chi_so(id [, nam_dau, nam_cuoi] [, {tai=}])",
     "Chỉ số: số lượng năm sau bằng bao nhiêu phần trăm năm trước (103 là tăng 3%)",
     "The index: the later count as a percentage of the earlier one (103 means 3 % more)"},
    {"tang_giam", call_tang_giam, "tang_giam(id [, nam_dau, nam_cuoi] [, {tai=}])",
     "Mức tăng, giảm tương đối của số lượng: in ra “giảm 5,3%”; cùng các trường như chenh",
     "The relative change of a count: prints “giảm 5,3%”; fields as those of chenh"},
    {"tong", call_tong, "tong(id [, nam] [, {trong=}])",
     "Tổng của các đơn vị trực thuộc có nêu số liệu; trong: danh sách đơn vị khác; đơn vị thiếu được nêu ở ghi chú",
     "The sum over the places below that state it; trong: a list of other places; a note names those that do not"},
    {"binh_quan", call_binh_quan, "binh_quan(id [, nam] [, {trong=}])",
     "Tỷ lệ chung của nhiều đơn vị: tổng số người chia cho tổng số, không bình quân các tỷ lệ",
     "The share of many places as one: sum of parts over sum of wholes; percentages are never averaged"},
    {"xep_hang", call_xep_hang, "xep_hang(id [, nam] [, {ty_le=, dau=, cuoi=, trong=}])",
     "Xếp hạng các đơn vị trực thuộc, cao nhất trước: dong là danh sách {hang, tai, so}; dau = 3, cuoi = 3 cho thêm "
     "các danh sách dau (đứng đầu) và cuoi (thấp nhất trước); thieu là các đơn vị không nêu; ghi_chu",
     "Ranks the places below, highest first: dong lists {hang, tai, so}; dau = 3, cuoi = 3 fill the lists dau (the "
     "top) and cuoi (the lowest first); thieu lists those that state nothing; ghi_chu says what to mind"},
    {"dat_nguong", call_dat_nguong, "dat_nguong(id, nguong [, nam] [, {ty_le=, tren=, duoi=, trong=}])",
     "Bao nhiêu đơn vị đạt từ một mức trở lên (tren: trên mức, duoi: dưới mức): {so, tong, ty_le, dong, thieu, "
     "ghi_chu}; so đơn vị trong tong đơn vị có số liệu, bằng ty_le; nguong viết 80 hoặc \"52,5\"",
     "How many places are at a bound or over it (tren: above, duoi: below): {so, tong, ty_le, dong, thieu, ghi_chu}; "
     "so of the tong places that tell, which is ty_le; a bound is 80 or \"52,5\""},
    {"cac_xa", call_cac_xa, "cac_xa(huyen)", "Các xã mà bảng số liệu xếp trong một huyện, để dùng cho trong=",
     "The communes that tables put in a district, for trong="},
    {"ke_hoach", call_ke_hoach, "ke_hoach([nam] [, {tai=}])",
     "Tỷ lệ thực hiện so với kế hoạch đào tạo, bồi dưỡng", "Training done as a percentage of the plan"},
    {"thuc_hien", call_thuc_hien, "thuc_hien([nam] [, {tai=}])",
     "Kế hoạch đào tạo, bồi dưỡng và kết quả: {ke_hoach, ket_qua, ty_le, chenh}; chenh dương là vượt",
     "The training plan and its result: {ke_hoach, ket_qua, ty_le, chenh}; a positive chenh is more than planned"},
    {"so_lieu", call_so_lieu, "so_lieu({tai=, chi_tieu=, nam=, van_ban=, chua_dung=})",
     "Các số liệu như nguồn nêu, mỗi phần tử {so, ky, goc}; chi_tieu: phần đầu của mã; chua_dung: chưa in ra ở trên",
     "Figures as sources state them, each {so, ky, goc}; chi_tieu: beginning of the id; chua_dung: not printed so far"},
    {"noi_khac", call_noi_khac, "noi_khac()", "Các đơn vị khác mà báo cáo của đơn vị này có nêu số liệu",
     "Other places that this place's own reports speak of"},
    {"phat_hien", call_phat_hien, "phat_hien([{muc=, nam=, tai=}])",
     "Kết quả kiểm tra: {muc, ten_muc, noi_dung, tai, nam, phep, lan}; muc: dat, luu_y, canh_bao, loi",
     "Findings: {muc, ten_muc, noi_dung, tai, nam, phep, lan}; muc: dat (passed), luu_y, canh_bao, loi"},
    {"can_cu", call_can_cu, "can_cu(phat_hien)",
     "Các số liệu mà một phát hiện dựa vào, như nguồn nêu; nhiều nhất 60",
     "The figures that a finding rests on, as sources state them; 60 at most"},
    {"thong_ke", call_thong_ke, "thong_ke()", "{so_lieu, nguon}: số số liệu và số nguồn của đơn vị",
     "{so_lieu, nguon}: how many figures and sources the place has"},
    {"doi_tuong", call_doi_tuong, "doi_tuong()",
     "Đội ngũ mà hồ sơ nói về: “cán bộ, công chức cấp xã”, hoặc một nhóm hẹp hơn khi tổng số của các năm là của nhóm ấy",
     "The staff that the dossier is about: all of the communal level, or a narrower group where the years' totals are of it"},
    {"ty_so", call_ty_so, "ty_so(a, b)",
     "a bằng bao nhiêu phần trăm của b, với căn cứ của cả hai; thiếu khi một bên thiếu",
     "a as a percentage of b, with the evidence of both; missing when either is"},
    {"nhan", call_nhan, "nhan(id)", "Tên của chỉ tiêu", "The indicator's name"},
    {"co", call_co, "co(x, ...)",
     "Có tất cả các giá trị này (số liệu không thiếu, danh sách và chữ không rỗng)",
     "All of these are there: figures not missing, lists and texts not empty"},
    {"hoac", call_hoac, "hoac(x, ..., y)", "Giá trị đầu tiên có thật, nếu không thì giá trị cuối",
     "The first value that is there, else the last"},
    {"noi", call_noi, "noi(danh_sach [, \", \" [, \" và \"]])", "Nối các phần thành một cụm từ",
     "Joins parts into one phrase"},
    {"dam", call_dam, "dam(x)", "Chữ đậm", "Bold"},
    {"nghieng", call_nghieng, "nghieng(x)", "Chữ nghiêng", "Italic"},
    {"nho", call_nho, "nho(x)", "Chữ nhỏ", "Small print"},
    {"chu_thich", call_chu_thich, "chu_thich(x)",
     "Chú thích cuối trang; trong ô của bảng thì ở dưới bảng. Trong văn bản cũng viết được [^1]",
     "A footnote; of a cell it stands under the table. Text may also have [^1]"},
    {"xem", call_xem, "xem(ma [, \"so\" hoặc \"trang\"])",
     "Dẫn chiếu: “Bảng 2, trang 5”, chỉ “Bảng 2” hoặc chỉ “trang 5”; ma là của một bảng, biểu đồ hoặc moc",
     "A reference: “Bảng 2, trang 5”, only “Bảng 2” or only “trang 5”; ma is that of a table, chart or moc"},
    {"moc", call_moc, "moc(ma)", "Một chỗ trong tiêu đề hoặc văn bản để xem(ma) dẫn đến: “mục II, trang 3”",
     "A place in a heading or text that xem(ma) leads to: “mục II, trang 3”"},
    {"in_hoa", call_in_hoa, "in_hoa(x)", "Viết hoa toàn bộ, giữ dấu", "In capitals, diacritics kept"},
    {"viet_hoa", call_viet_hoa, "viet_hoa(x)", "Viết hoa chữ cái đầu", "First letter in capitals"},
    {"viet_thuong", call_viet_thuong, "viet_thuong(x)", "Viết thường chữ cái đầu, trừ chữ viết tắt",
     "First letter small, abbreviations kept"},
    {"so_chu", call_so_chu, "so_chu(n [, \"lẻ\"])", "Số bằng chữ: một trăm linh năm, hoặc một trăm lẻ năm",
     "A number in words: một trăm linh năm, or one with lẻ"},
    {"in_so", call_in_so, "in_so(n)", "Số có dấu chấm phân nhóm", "A number with grouping dots"},
    {"ngay", call_ngay, "ngay([\"2021-12-31\"])",
     "Ngày viết theo Nghị định 30/2020/NĐ-CP; mặc định: ngày của hồ sơ",
     "A date as Decree 30/2020/NĐ-CP writes it; by default the dossier's"},
    {"muc", call_muc, "muc()", "Số La Mã của mục tiếp theo", "The next section's Roman number"},
    {"hai_nam", call_hai_nam, "hai_nam()",
     "{dau, nay}: hai năm của hồ sơ; năm hầu như không có số liệu được thay bằng năm có nhiều số liệu nhất",
     "{dau, nay}: the two years of the dossier; a year that hardly anything is stated for is replaced by the one with most"},
    {"ky", call_ky, "ky()", "“năm 2021 so với năm 2016”, hoặc “năm 2021” khi chỉ có một năm",
     "“năm 2021 so với năm 2016”, or “năm 2021” where there is one year"},
};
const size_t n_functions = sizeof functions / sizeof *functions;

static void push_place(lua_State *lua, struct str place) {
    struct value *value = ARENA_NEW(build_of(lua)->arena, struct value);
    value->type = VALUE_PLACE;
    value->as.place = place;
    bridge_push(lua, value);
}

static void push_years(lua_State *lua, const struct doc_input *input) {
    lua_newtable(lua);
    for (uint32_t i = 0; i < input->n_years; i++) {
        lua_pushinteger(lua, input->years[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    if (!input->n_years)
        return;
    lua_pushinteger(lua, input->years[0]);
    lua_setfield(lua, -2, "dau");
    lua_pushinteger(lua, input->years[input->n_years - 1]);
    lua_setfield(lua, -2, "nay");
    if (input->n_years > 1) {
        lua_pushinteger(lua, input->years[input->n_years - 2]);
        lua_setfield(lua, -2, "truoc");
    }
}

static void set_text(lua_State *lua, const char *name, struct str text) {
    lua_pushlstring(lua, text.at ? text.at : "", text.len);
    lua_setfield(lua, -2, name);
}

static void push_issuer(lua_State *lua, const struct issuer *issuer, struct str symbol) {
    lua_createtable(lua, 0, 4);
    set_text(lua, "ten", issuer->name);
    set_text(lua, "chu_quan", issuer->parent);
    set_text(lua, "ky_hieu", symbol);
    set_text(lua, "dia_danh", issuer->place);
}

/* The list of places stands ready for every template; those that name it ask for it. */
static void ask_places(const struct build *build) {
    if (str_find(build->script->source, STR("cac_don_vi"), 0) != STR_NONE)
        figures_ask(build->input->figures, ASKED_PLACES, 0, STR(""), 0);
}

void functions_add(lua_State *lua) {
    const struct doc_input *input = build_of(lua)->input;
    ask_places(build_of(lua));
    for (size_t i = 0; i < n_functions; i++) {
        lua_pushcfunction(lua, functions[i].call);
        lua_setfield(lua, -2, functions[i].name);
    }
    push_place(lua, input->place);
    lua_setfield(lua, -2, "don_vi");
    push_issuer(lua, input->issuer, build_of(lua)->symbol);
    lua_setfield(lua, -2, "co_quan");
    push_years(lua, input);
    lua_setfield(lua, -2, "nam");
    lua_newtable(lua);
    for (uint32_t i = 0; i < input->n_places; i++) {
        push_place(lua, input->places[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_setfield(lua, -2, "cac_don_vi");
}
