/* gallery.h - trees for tests of layout, written in a small notation:
 *   {1.279>3} a figure whose evidence is anchor 3, {1.279?3} a doubtful one, #3; an anchor, ^[1]^ raised, *italic*, _bold_,
 *   ~small~, =marked=, $rise$, !fall!, a line feed is a line break. */
#ifndef HOSO_TESTS_GALLERY_H
#define HOSO_TESTS_GALLERY_H

#include "layout/layout.h"
#include <stdlib.h>
#include <string.h>

struct gallery {
    struct arena arena;
    struct doc doc;
    uint32_t anchors;
};

static inline struct str gallery_str(struct gallery *g, const char *text) {
    return arena_str(&g->arena, str_of(text));
}

static inline struct node *gallery_add(struct gallery *g, struct node *parent, enum node_type type) {
    return node_add(parent, node_new(&g->arena, type));
}

static inline void gallery_flush(struct gallery *g, struct node *parent, const char *from, const char *to) {
    if (to > from)
        node_text(&g->arena, parent, arena_str(&g->arena, (struct str){from, (size_t)(to - from)}));
}

static inline const char *gallery_number(const char *at, uint32_t *number) {
    for (*number = 0; *at >= '0' && *at <= '9'; at++)
        *number = *number * 10 + (uint32_t)(*at - '0');
    return at;
}

static inline struct node *gallery_inline(struct gallery *g, struct node *parent, const char *text) {
    static const char signs[] = "^*_~=$!";
    static const enum node_type types[] = {NODE_SUPERSCRIPT, NODE_EMPHASIS, NODE_STRONG, NODE_SMALL,
                                           NODE_MARK,        NODE_UP,       NODE_DOWN};
    const char *from = text, *at = text;
    while (*at) {
        const char *sign = strchr(signs, *at);
        if (sign && strchr(at + 1, *at)) {
            const char *end = strchr(at + 1, *at);
            gallery_flush(g, parent, from, at);
            struct node *inner = gallery_add(g, parent, types[sign - signs]);
            gallery_inline(g, inner, arena_str(&g->arena, (struct str){at + 1, (size_t)(end - at - 1)}).at);
            from = at = end + 1;
        } else if (*at == '{') {
            const char *end = at + strcspn(at, ">?");
            gallery_flush(g, parent, from, at);
            struct node *figure = gallery_add(g, parent, NODE_FIGURE);
            figure->as.figure.doubtful = *end == '?';
            figure->as.figure.anchor = ++g->anchors;
            gallery_inline(g, figure, arena_str(&g->arena, (struct str){at + 1, (size_t)(end - at - 1)}).at);
            from = at = gallery_number(end + 1, &figure->as.figure.evidence) + 1;
        } else if (*at == '#') {
            gallery_flush(g, parent, from, at);
            from = at = gallery_number(at + 1, &gallery_add(g, parent, NODE_ANCHOR)->as.anchor) + 1;
        } else if (*at == '\n') {
            gallery_flush(g, parent, from, at);
            gallery_add(g, parent, NODE_LINE_BREAK);
            from = ++at;
        } else {
            at++;
        }
    }
    gallery_flush(g, parent, from, at);
    return parent;
}

static inline struct node *gallery_block(struct gallery *g, struct node *parent, enum node_type type,
                                         const char *text) {
    return gallery_inline(g, gallery_add(g, parent, type), text);
}

static inline struct node *gallery_heading(struct gallery *g, struct node *parent, int level,
                                           const char *text) {
    struct node *node = gallery_block(g, parent, NODE_HEADING, text);
    node->as.level = level;
    return node;
}

static inline const struct str *gallery_list(struct gallery *g, uint32_t *n, const char *lines) {
    uint32_t count = 1;
    for (const char *at = lines; *at; at++)
        count += *at == '\n';
    struct str *list = ARENA_ARRAY(&g->arena, count, struct str);
    for (*n = 0; *n < count; ++*n) {
        size_t len = strcspn(lines, "\n");
        list[*n] = arena_str(&g->arena, (struct str){lines, len});
        lines += len + (lines[len] == '\n');
    }
    return list;
}

/* columns: one of l c r d a column. */
static inline struct node *gallery_table(struct gallery *g, struct node *parent, const char *columns) {
    struct node *table = gallery_add(g, parent, NODE_TABLE);
    uint32_t n = (uint32_t)strlen(columns);
    enum align *aligns = ARENA_ARRAY(&g->arena, n, enum align);
    for (uint32_t i = 0; i < n; i++)
        aligns[i] = (enum align)(strchr("lcrd", columns[i]) - "lcrd");
    table->as.table.columns = aligns;
    table->as.table.n_columns = n;
    return table;
}

/* Cells parted by |; kind: 'h' head, 't' total, 'k' kept with the next, ' ' none. A cell that begins with <2x1> spans 2
 * columns and 1 row. */
static inline struct node *gallery_row(struct gallery *g, struct node *table, char kind, const char *cells) {
    struct node *row = gallery_add(g, table, NODE_ROW);
    row->as.row.head = kind == 'h';
    row->as.row.total = kind == 't';
    row->as.row.keep = kind == 'k';
    for (bool more = true; more;) {
        size_t len = strcspn(cells, "|");
        struct node *cell = gallery_add(g, row, NODE_CELL);
        cell->as.cell.columns = cell->as.cell.rows = 1;
        cell->as.cell.header = kind == 'h';
        struct str text = arena_str(&g->arena, (struct str){cells, len});
        if (len > 4 && text.at[0] == '<' && text.at[4] == '>') {
            cell->as.cell.columns = (uint16_t)(text.at[1] - '0');
            cell->as.cell.rows = (uint16_t)(text.at[3] - '0');
            text = str_cut(text, 5, text.len);
        }
        gallery_inline(g, cell, text.at);
        more = cells[len] == '|';
        cells += len + more;
    }
    return row;
}

static inline void gallery_card(struct gallery *g, struct node *cards, const char *value, const char *label,
                                const char *change) {
    const char *texts[] = {value, label, change};
    struct node *card = gallery_add(g, cards, NODE_CARD);
    for (int i = 0; i < 3; i++)
        if (texts[i])
            gallery_block(g, card, NODE_PARAGRAPH, texts[i])->as.role = (enum card_role)i;
}

/* values: rows of a series, parted by line feeds; values parted by blanks, with a point; - is missing, a ? behind it
 * doubtful. Labels are printed in the Vietnamese way. */
static inline struct node *gallery_chart(struct gallery *g, struct node *parent, enum chart_kind kind,
                                         const char *categories, const char *series, const char *values) {
    struct node *node = gallery_add(g, parent, NODE_CHART);
    struct chart *chart = node->as.chart;
    chart->kind = kind;
    chart->categories = gallery_list(g, &chart->n_categories, categories);
    chart->series = gallery_list(g, &chart->n_series, series);
    uint32_t n = chart->n_categories * chart->n_series;
    struct chart_value *list = ARENA_ARRAY(&g->arena, n, struct chart_value);
    for (uint32_t i = 0; i < n; i++) {
        values += strspn(values, " \n");
        size_t len = strcspn(values, " \n");
        list[i].doubtful = len > 0 && values[len - 1] == '?';
        list[i].value = DECIMAL_MISSING;
        list[i].anchor = i % 3 + 1;
        if (decimal_parse((struct str){values, len - list[i].doubtful}, &list[i].value)) {
            struct buf label = BUF_EMPTY;
            number_paper(&label, list[i].value);
            list[i].label = arena_str(&g->arena, buf_view(&label));
            buf_fini(&label);
        }
        values += len;
    }
    chart->values = list;
    chart->alt = STR("Biểu đồ thử");
    return node;
}

static inline struct node *gallery_start(struct gallery *g) {
    *g = (struct gallery){.anchors = 40};
    g->doc.title = STR("Tài liệu thử");
    return g->doc.root = node_new(&g->arena, NODE_DOCUMENT);
}

static inline struct pages *gallery_pages(struct gallery *g, const struct style *style,
                                          const struct shaper *shaper, struct diag *diag) {
    g->doc.anchors = g->anchors;
    return layout_pages(&g->arena, &g->doc, style, shaper, "gallery", diag);
}

/* ---- the gallery: one dossier with every construct ---------------------------------------------------------------- */

static inline void gallery_front(struct gallery *g, struct node *root) {
    struct letterhead *head = gallery_add(g, root, NODE_LETTERHEAD)->as.letterhead;
    head->parent = STR("UBND tỉnh Điện Biên");
    head->issuer = STR("Sở Nội vụ");
    head->number = STR("Số:       /BC-SNV");
    head->place_date = STR("Điện Biên, ngày      tháng      năm 2022");
    head->kind = STR("Báo cáo");
    head->subject = gallery_list(g, &head->n_subject,
                                 "Chất lượng đội ngũ cán bộ, công chức cấp xã\nnăm 2021 so với năm 2016");
    struct node *cards = gallery_add(g, root, NODE_CARDS);
    gallery_card(g, cards, "{1.279^[1]^>1}", "công chức cấp xã toàn tỉnh (hết năm 2021)", NULL);
    gallery_card(g, cards, "{64,9%^[2]^>2}", "có trình độ đại học trở lên",
                 "$▲ 45,3 điểm phần trăm$ so với năm 2016");
    gallery_card(g, cards, "{60,1%>3}", "đã qua đào tạo quản lý nhà nước (769/1.279 người)", NULL);
    gallery_card(g, cards, "{341>4}", "lớp đào tạo, bồi dưỡng mở trong năm 2021", NULL);
    gallery_heading(g, root, 1, "I. Kết quả chủ yếu");
    gallery_block(
        g, root, NODE_PARAGRAPH,
        "Tính đến hết năm 2021, toàn tỉnh có {1.279^[1]^>1} công chức cấp xã. Tỷ lệ công chức có trình độ đại "
        "học là {64,7%^[2]^>2}, tăng {45,1^[3]^>3} điểm phần trăm so với năm 2016 ({19,6%^[4]^>4}); tỷ lệ có "
        "trình độ trung cấp giảm từ {66,4%^[5]^>5} xuống còn {25,6%^[6]^>6}, tức giảm 40,8 điểm phần trăm. "
        "Nguồn năm 2021 không nêu tỷ lệ chưa qua đào tạo và sơ cấp.");
    gallery_block(
        g, root, NODE_PARAGRAPH,
        "Trong năm 2021, các cơ quan, đơn vị, địa phương đã mở {341^[7]^>7} lớp đào tạo, bồi dưỡng; riêng "
        "huyện Điện Biên có {8.672^[8]^>8} lượt người tham gia trên {8.145^[9]^>9} lượt theo kế hoạch, bằng "
        "{106,5%?9} kế hoạch. Năm 2022 dự kiến kiểm tra công vụ tại 3 đơn vị: huyện Mường Chà, huyện Mường "
        "Ảng và TP. Điện Biên Phủ.");
}

static inline void gallery_mix(struct gallery *g, struct node *root) {
    gallery_heading(g, root, 1, "II. Cơ cấu trình độ chuyên môn");
    gallery_block(g, root, NODE_CAPTION, "_Biểu đồ 1._ Cơ cấu trình độ chuyên môn, 2016 và 2021 (%)");
    gallery_chart(g, root, CHART_STACKED_100, "Năm 2016\nNăm 2021",
                  "Chưa đào tạo\nSơ cấp\nTrung cấp\nCao đẳng\nĐại học\nTrên đại học",
                  "0.8 -\n1.0 -\n66.4 25.6\n11.7 9.5\n19.6? 64.7\n- 0.2");
    gallery_block(g, root, NODE_CAPTION,
                  "_Bảng 1._ Trình độ chuyên môn của cán bộ, công chức cấp xã, 2016 và 2021");
    struct node *t = gallery_table(g, root, "ldddd");
    gallery_row(g, t, 'h',
                "Trình độ|Năm 2016\n(%)|Năm 2021\n(%)|Chênh lệch\n(điểm %)|Ước số người\nnăm 2021");
    gallery_row(g, t, ' ', "Chưa qua đào tạo|{0,8>1}|–|–|–");
    gallery_row(g, t, ' ', "Sơ cấp|{1,0>1}|–|–|–");
    gallery_row(g, t, ' ', "Trung cấp|{66,4>1}|{25,6>2}|!▼ 40,8!|327");
    gallery_row(g, t, ' ', "Cao đẳng|{11,7>1}|{9,5>2}|!▼ 2,2!|122");
    gallery_row(g, t, ' ', "Đại học|{19,6>1}|{64,7>2}|$▲ 45,1$|828");
    gallery_row(g, t, ' ', "Trên đại học|{0,0>1}|{0,2>2}|$▲ 0,2$|3");
    gallery_row(g, t, 't', "Cộng|{99,5?1}|{100,0>2}||{1.279>3}");
    gallery_block(g, root, NODE_NOTE,
                  "⚠ Các thành phần năm 2016 cộng lại được 99,5%, thiếu 0,5 điểm phần trăm; xem mục "
                  "IV. Dấu “–”: nguồn không nêu số liệu.");
    gallery_block(g, root, NODE_CAPTION, "_Biểu đồ 2._ Thay đổi theo từng trình độ, 2016 – 2021");
    gallery_chart(g, root, CHART_SLOPE, "2016\n2021", "Trung cấp\nĐại học\nCao đẳng\nSơ cấp\nTrên đại học",
                  "66.4 25.6\n19.6 64.7\n11.7 9.5\n1.0 0.3?\n0.0 0.2");
}

static inline void gallery_training(struct gallery *g, struct node *root) {
    gallery_heading(g, root, 1, "III. Đào tạo, bồi dưỡng");
    gallery_block(g, root, NODE_PARAGRAPH, "Kết quả theo các mặt công tác như sau:");
    struct node *list = gallery_add(g, root, NODE_LIST);
    static const char *const items[] = {
        "Bồi dưỡng kiến thức quản lý nhà nước cho 769 công chức, đạt 60,1% tổng số công chức cấp xã;",
        ("Bồi dưỡng lý luận chính trị: 38% công chức đã có trình độ sơ cấp trở lên, trong đó phần lớn học theo hình thức "
         "không tập trung tại trung tâm chính trị cấp huyện;"),
        "Bồi dưỡng tiếng dân tộc thiểu số."};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        struct node *item = gallery_add(g, list, NODE_ITEM);
        item->as.item.label = i == 2 ? STR("a)") : STR("-");
        gallery_block(g, item, NODE_PARAGRAPH, items[i]);
    }
    gallery_block(g, root, NODE_CAPTION, "_Bảng 2._ Kết quả đào tạo, bồi dưỡng năm 2021");
    struct node *t = gallery_table(g, root, "lrddd");
    gallery_row(g, t, 'h', "<1x2>Đơn vị|<1x2>Lớp|<2x1>Lượt người|<1x2>Thực hiện/\nkế hoạch (%)");
    gallery_row(g, t, 'h', "Thực hiện|Kế hoạch");
    gallery_row(g, t, ' ', "Toàn tỉnh|341|–|–|–");
    gallery_row(g, t, ' ', "Huyện Điện Biên|–|8.672|8.145|106,5");
    gallery_row(g, t, ' ',
                "Thị xã Mường Lay (số liệu ước tính đến hết ngày 31 tháng 12 năm 2021)|7|95|100|95,0");
    gallery_block(g, root, NODE_CAPTION, "_Biểu đồ 3._ Số lớp bồi dưỡng qua các năm");
    struct node *line = gallery_chart(g, root, CHART_LINE, "2016\n2017\n2018\n2019\n2020\n2021",
                                      "Toàn tỉnh\nCấp xã", "210 225 - 298 260 341\n120 131 128 150? 118 160");
    bool *breaks = ARENA_ARRAY(&g->arena, 6, bool);
    breaks[3] = true;
    line->as.chart->break_after = breaks;
    gallery_block(g, root, NODE_CAPTION,
                  "_Biểu đồ 4._ Công chức cấp xã có trình độ đại học trở lên theo huyện (%)");
    gallery_chart(
        g, root, CHART_BARS,
        "TP. Điện Biên Phủ\nThị xã Mường Lay\nHuyện Điện Biên\nHuyện Tuần Giáo\nHuyện Mường Chà\nHuyện Nậm Pồ",
        "2016\n2021", "41.2 35.0 28.4 17.9 12.2 -\n88.1 79.3 71.5? 60.2 55.7 49.9");
}

static inline void gallery_checks(struct gallery *g, struct node *root) {
    gallery_heading(g, root, 1, "IV. Kiểm tra số liệu");
    gallery_heading(g, root, 2, "1. Kết quả kiểm tra");
    gallery_block(g, root, NODE_PARAGRAPH,
                  "Đã đối chiếu 17 số liệu trích từ 1 nguồn; 15 phép kiểm tra đạt, 2 cảnh báo, "
                  "không có lỗi.");
    struct node *t = gallery_table(g, root, "lll");
    gallery_row(g, t, 'h', "Mức|Nội dung|Căn cứ");
    gallery_row(g, t, ' ',
                "_Cảnh báo_|Cơ cấu trình độ năm 2016 cộng lại 99,5%, thiếu 0,5 điểm phần trăm."
                "|0,8 + 1 + 66,4 + 11,7 + 19,6 + 0");
    gallery_row(g, t, ' ', "Đạt|“Đạt 106% kế hoạch” khớp 8.672/8.145 bằng 106,47% (nguồn làm tròn).|[8] [9]");
    gallery_row(g, t, ' ',
                "_Cảnh báo_|Hai năm khác đối tượng: năm 2016 là cán bộ, công chức cấp xã; năm 2021 là công "
                "chức cấp xã.|[1] [3]");
    gallery_row(g, t, ' ', "Đạt|Cơ cấu trình độ năm 2021 cộng lại 100,0%.|25,6 + 9,5 + 64,7 + 0,2");
    struct signature *sign = gallery_add(g, root, NODE_SIGNATURE)->as.signature;
    sign->recipients =
        gallery_list(g, &sign->n_recipients, "UBND tỉnh (báo cáo)\nBan Tổ chức Tỉnh ủy\nLưu: VT, XDCQ");
    sign->post = gallery_list(g, &sign->n_post, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC");
    sign->name = STR("Họ và tên");
}

static inline void gallery_annex(struct gallery *g, struct node *root) {
    struct node *annex = gallery_add(g, root, NODE_APPENDIX);
    gallery_heading(g, annex, 1, "Phụ lục I");
    gallery_heading(g, annex, 1, "Nguồn số liệu");
    gallery_block(g, annex, NODE_PARAGRAPH,
                  "*(Kèm theo Báo cáo số      /BC-SNV ngày    /    /2022 của Sở Nội vụ)*");
    struct node *t = gallery_table(g, annex, "lll");
    gallery_row(g, t, 'h', "Số|Giá trị|Trích nguồn");
    for (int i = 1; i <= 40; i++) {
        const char *row =
            arena_printf(
                &g->arena,
                "#%d;[%d]|{1.279>41} người\ntổng số, 2021|…tính đến hết năm 2021 tổng số công chức cấp xã toàn tỉnh "
                "là =1.279= người, trong đó trình độ đại học chiếm 64,7%%…\n~bao-cao-2021.txt, dòng %d, ký tự 318~",
                i, i, i + 8)
                .at;
        gallery_row(g, t, ' ', row);
    }
}

static inline void gallery_all(struct gallery *g) {
    struct node *root = gallery_start(g);
    gallery_front(g, root);
    gallery_mix(g, root);
    gallery_training(g, root);
    gallery_checks(g, root);
    gallery_annex(g, root);
}

#endif
