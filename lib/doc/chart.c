/* chart.c - the block “bieu-do”.
 *
 *     ```bieu-do
 *     kieu = "chong",                   -- chong: 100 % stacked bars; doc: slopes; duong: lines; cot: bars, grouped;
 *                                       -- xep-hang: one series of bars by rank; nhieu: a small line chart a series
 *     ten = "Cơ cấu trình độ",
 *     co_cau = co_cau("edu"),           -- or loai and chuoi:
 *     loai = {2016, 2021}, chuoi = { {"Đại học", f1, f2}, {"Cao đẳng", g1, g2} },
 *     don_vi = "%", ma = "trinh-do",
 *     nhan_manh = "Huyện Điện Biên",    -- xep-hang: the bar that stands out
 *     thu_tu = "tang",                  -- xep-hang: the least value is first; else the largest
 *     moc = {"Bình quân", f},           -- xep-hang: a line across the bars
 *     ```
 *
 * A class that nobody states is left out; a chart of nothing is not drawn. The curve is broken where the years are not of
 * the same thing, see breaks.c. */
#include "doc/block.h"
#include "doc/bridge.h"

#define CATEGORIES_MAX 200
#define SERIES_MAX     40

/* ---- reading -------------------------------------------------------------------------------------------------------------- */

static enum chart_kind kind_at(lua_State *lua, int index) {
    static const char *const names[] = {"chong", "doc", "duong", "cot", "xep-hang", "nhieu"};
    enum { KINDS = sizeof names / sizeof *names };
    lua_getfield(lua, index, "kieu");
    if (lua_type(lua, -1) != LUA_TSTRING)
        build_raise(lua, "template-key", STR("bieu-do"), _("a chart needs its kind: kieu = \"chong\""));
    struct str name = bridge_text(lua, lua_gettop(lua));
    lua_pop(lua, 1);
    for (int i = 0; i < KINDS; i++)
        if (str_equal(name, str_of(names[i])))
            return (enum chart_kind)i;
    build_raise(lua, "template-key", name,
                _("there is no kind of chart “%.*s”; there are chong, doc, duong, cot, xep-hang, nhieu"),
                STR_ARG(name));
}

static struct str plain(struct build *build, const struct value *value) {
    struct buf text = BUF_EMPTY;
    if (value)
        value_print(&text, value);
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

static void chart_room(lua_State *lua, struct block *block, uint32_t categories, uint32_t series) {
    struct arena *arena = build_of(lua)->arena;
    if (categories < 1 || categories > CATEGORIES_MAX || series > SERIES_MAX)
        build_raise(lua, "template-limit", STR("bieu-do"),
                    _("a chart has 1 to %d categories and up to %d series"), CATEGORIES_MAX, SERIES_MAX);
    block->as.chart.categories = ARENA_ARRAY(arena, categories, struct str);
    block->as.chart.years = ARENA_ARRAY(arena, categories, int);
    block->as.chart.series = ARENA_ARRAY(arena, series + 1, struct str);
    block->as.chart.values = ARENA_ARRAY(arena, (size_t)categories * series + 1, const struct value *);
    block->as.chart.n_categories = categories;
}

/* Adds a series of the values from `first` on, unless all are missing. */
static void add_series(struct block *block, struct str name, const struct value *const *values) {
    uint32_t n = block->as.chart.n_categories, at = block->as.chart.n_series;
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        block->as.chart.values[(size_t)at * n + i] = values[i];
        any |= values[i] && !value_missing(values[i]);
    }
    if (!any)
        return;
    block->as.chart.series[at] = name;
    block->as.chart.n_series++;
}

static int mix_year(const struct mix *mix, bool later) {
    for (uint32_t i = 0; i < mix->n_rows; i++) {
        int year = later ? mix->rows[i].b.year : mix->rows[i].a.year;
        if (year)
            return year;
    }
    return 0;
}

/* Two years of a mix, or the one that is stated. */
static void read_mix(lua_State *lua, struct block *block, const struct mix *mix) {
    struct build *build = build_of(lua);
    bool use[2] = {!decimal_missing(mix->total_a.value), !decimal_missing(mix->total_b.value)};
    int years[2] = {mix_year(mix, false), mix_year(mix, true)};
    if (years[0] == years[1])
        use[0] = false;
    uint32_t n = (uint32_t)use[0] + use[1];
    chart_room(lua, block, n ? n : 1, mix->n_rows);
    for (int side = 0, at = 0; side < 2; side++)
        if (use[side]) {
            block->as.chart.categories[at] = arena_printf(build->arena, "Năm %d", years[side]);
            block->as.chart.years[at++] = years[side];
        }
    for (uint32_t i = 0; i < mix->n_rows && n; i++) {
        const struct comparison *row = &mix->rows[i];
        const struct value *values[2] = {0};
        uint32_t at = 0;
        if (use[0])
            values[at++] = value_fact(build->arena, row->a, FORM_BARE);
        if (use[1])
            values[at++] = value_fact(build->arena, row->b, FORM_BARE);
        const struct indicator *indicator = row->b.indicator ? row->b.indicator : row->a.indicator;
        add_series(block, str_of(indicator ? indicator->label : ""), values);
    }
    block->as.chart.unit = STR("%");
}

static void read_categories(lua_State *lua, struct block *block, int index) {
    lua_getfield(lua, index, "loai");
    for (uint32_t i = 0; i < block->as.chart.n_categories; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i + 1);
        if (lua_isinteger(lua, -1))
            block->as.chart.years[i] = (int)(lua_tointeger(lua, -1) % 10000);
        block->as.chart.categories[i] = plain(build_of(lua), bridge_value(lua, lua_gettop(lua), "loai"));
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

static void read_one_series(lua_State *lua, struct block *block) {
    struct build *build = build_of(lua);
    int index = lua_gettop(lua);
    luaL_checktype(lua, index, LUA_TTABLE);
    lua_rawgeti(lua, index, 1);
    struct str name = plain(build, bridge_value(lua, lua_gettop(lua), "chuoi"));
    lua_pop(lua, 1);
    const struct value **values =
        ARENA_ARRAY(build->arena, block->as.chart.n_categories, const struct value *);
    for (uint32_t i = 0; i < block->as.chart.n_categories; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 2);
        values[i] = bridge_peek(lua, -1);
        if (!lua_isnil(lua, -1) && (!values[i] || values[i]->type != VALUE_FACT))
            build_raise(lua, "template-value", STR("chuoi"),
                        _("a chart draws figures, as so(...) gives them"));
        lua_pop(lua, 1);
    }
    add_series(block, name, values);
}

static void read_series(lua_State *lua, struct block *block, int index) {
    int loai = lua_getfield(lua, index, "loai"), chuoi = lua_getfield(lua, index, "chuoi");
    if (loai != LUA_TTABLE || chuoi != LUA_TTABLE)
        build_raise(lua, "template-key", STR("bieu-do"),
                    _("a chart needs co_cau = ..., or loai = {...} and chuoi = {...}"));
    uint32_t n = (uint32_t)lua_rawlen(lua, -1);
    chart_room(lua, block, (uint32_t)lua_rawlen(lua, -2), n);
    read_categories(lua, block, index);
    for (uint32_t i = 0; i < n; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i + 1);
        read_one_series(lua, block);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 2);
    lua_getfield(lua, index, "don_vi");
    block->as.chart.unit = plain(build_of(lua), bridge_value(lua, lua_gettop(lua), "don_vi"));
    lua_pop(lua, 1);
}

/* The line across the bars: {"Bình quân", fact}; one that nobody states is left out. */
static void read_reference(lua_State *lua, struct block *block, int index) {
    if (lua_getfield(lua, index, "moc") == LUA_TTABLE) {
        lua_rawgeti(lua, -1, 1);
        block->as.chart.reference_name = bridge_value(lua, lua_gettop(lua), "moc");
        lua_rawgeti(lua, -2, 2);
        const struct value *value = bridge_peek(lua, -1);
        if (!lua_isnil(lua, -1) && (!value || value->type != VALUE_FACT))
            build_raise(lua, "template-value", STR("moc"), _("a chart draws figures, as so(...) gives them"));
        block->as.chart.reference = value && !value_missing(value) ? value : NULL;
        lua_pop(lua, 2);
    }
    lua_pop(lua, 1);
}

/* Least or largest first; what nobody states comes last, and equal ones stay in the order that they came in. */
static bool ranks_before(const struct value *a, const struct value *b, bool rising) {
    bool none_a = !a || value_missing(a), none_b = !b || value_missing(b);
    if (none_a || none_b)
        return none_b && !none_a;
    int order = decimal_compare(a->as.fact.fact.value, b->as.fact.fact.value);
    return rising ? order < 0 : order > 0;
}

static void sort_categories(struct block *block, bool rising) {
    const struct value **values = block->as.chart.values;
    struct str *names = block->as.chart.categories;
    for (uint32_t i = 1; i < block->as.chart.n_categories && block->as.chart.n_series; i++) {
        const struct value *value = values[i];
        struct str name = names[i];
        uint32_t k = i;
        for (; k > 0 && ranks_before(value, values[k - 1], rising); k--) {
            values[k] = values[k - 1];
            names[k] = names[k - 1];
        }
        values[k] = value;
        names[k] = name;
    }
}

/* Equal values share a rank: 1, 2, 2, 4. */
static void rank_categories(struct block *block, struct arena *arena) {
    const struct value **values = block->as.chart.values;
    uint32_t n = block->as.chart.n_series ? block->as.chart.n_categories : 0;
    uint32_t *ranks = ARENA_ARRAY(arena, n, uint32_t);
    for (uint32_t i = 0; i < n; i++) {
        bool missing = !values[i] || values[i]->type != VALUE_FACT || value_missing(values[i]);
        bool same = i > 0 && ranks[i - 1] && !missing &&
                    decimal_equal(values[i]->as.fact.fact.value, values[i - 1]->as.fact.fact.value);
        ranks[i] = missing ? 0 : same ? ranks[i - 1] : i + 1;
    }
    block->as.chart.ranks = ranks;
}

/* Leaves out all but the first and the last `ends` categories; the others keep their ranks. */
static void cut_middle(struct block *block, uint32_t ends) {
    uint32_t n = block->as.chart.n_categories;
    if (!ends || n <= 2 * ends + 1)
        return;
    uint32_t *ranks = (uint32_t *)block->as.chart.ranks, from = n - ends;
    for (uint32_t i = 0; i < ends; i++) {
        block->as.chart.values[ends + i] = block->as.chart.values[from + i];
        block->as.chart.categories[ends + i] = block->as.chart.categories[from + i];
        ranks[ends + i] = ranks[from + i];
    }
    block->as.chart.cut_at = ends;
    block->as.chart.n_cut = n - 2 * ends;
    block->as.chart.n_categories = 2 * ends;
}

static uint32_t ends_at(lua_State *lua, int index) {
    lua_Integer ends = lua_getfield(lua, index, "hai_dau") == LUA_TNIL ? 0 : luaL_checkinteger(lua, -1);
    if (ends < 0)
        build_raise(lua, "template-value", STR("hai_dau"), _("a whole number above 0 is wanted here"));
    lua_pop(lua, 1);
    return ends > UINT32_MAX / 4 ? 0 : (uint32_t)ends;
}

static void read_ranking(lua_State *lua, struct block *block, int index) {
    if (block->as.chart.n_series > 1)
        build_raise(lua, "template-key", STR("chuoi"), _("a ranking has one series"));
    lua_getfield(lua, index, "thu_tu");
    bool rising =
        lua_type(lua, -1) == LUA_TSTRING && str_equal(bridge_text(lua, lua_gettop(lua)), STR("tang"));
    lua_pop(lua, 1);
    sort_categories(block, rising);
    rank_categories(block, build_of(lua)->arena);
    cut_middle(block, ends_at(lua, index));
    block->as.chart.strong = plain(build_of(lua), block_field(lua, index, "nhan_manh"));
    read_reference(lua, block, index);
}

void block_read_chart(lua_State *lua, struct block *block, int index) {
    static const char *const known[] = {"kieu", "ten",       "co_cau", "loai", "chuoi",   "don_vi", "ghi_chu",
                                        "ma",   "nhan_manh", "thu_tu", "moc",  "hai_dau", NULL};
    bridge_keys(lua, index, known, false, "bieu-do");
    block->as.chart.kind = kind_at(lua, index);
    block->name = block_name(lua, index);
    block->caption = block_field(lua, index, "ten");
    block->note = block_field(lua, index, "ghi_chu");
    lua_getfield(lua, index, "co_cau");
    const struct value *mix = bridge_peek(lua, -1);
    if (mix && mix->type == VALUE_MIX)
        read_mix(lua, block, &mix->as.mix);
    else
        read_series(lua, block, index);
    lua_pop(lua, 1);
    if (block->as.chart.kind == CHART_RANKING)
        read_ranking(lua, block, index);
}

/* ---- nodes ------------------------------------------------------------------------------------------------------------------ */

#define SHARE_DIGITS 1 /* behind the comma of every share in a chart, as in tables: 1,0 beside 0,8 */

static struct chart_value chart_value(struct emit *emit, const struct value *value) {
    struct build *build = emit->build;
    struct chart_value out = {.value = DECIMAL_MISSING};
    if (value && value->type == VALUE_FACT)
        emit_remark(emit, &value->as.fact.fact);
    if (!value || value_missing(value))
        return out;
    const struct fact *fact = &value->as.fact.fact;
    struct value bare = *value;
    bare.form = FORM_BARE;
    bare.as.fact.stated = NULL;
    if (strcmp(fact->unit ? fact->unit : "", COMPARE_UNIT_SHARE) == 0 && fact->value.scale < SHARE_DIGITS)
        bare.as.fact.fact.value = decimal_round(fact->value, SHARE_DIGITS);
    uint32_t numbers[EMIT_NUMBERS];
    uint32_t n = evidence_of(build, fact, numbers, EMIT_NUMBERS);
    struct buf label = BUF_EMPTY;
    value_number(&label, &bare);
    if (fact->note && !emit->starred)
        buf_puts(&label, EMIT_STAR);
    out.value = fact->value;
    out.label = arena_str(build->arena, buf_view(&label));
    out.anchor = n ? evidence_entry(build, numbers[0])->anchor : 0;
    out.doubtful = fact->doubtful;
    buf_fini(&label);
    emit_doubt(emit, fact);
    return out;
}

/* What the chart shows, in words, for those who cannot see it: "Năm 2016: Trung cấp 66,4; Đại học 19,6. Năm 2021: ..." */
static struct str chart_words(struct build *build, const struct chart *chart, const struct block *block) {
    struct buf text = BUF_EMPTY;
    if (block->caption) {
        value_print(&text, block->caption);
        buf_puts(&text, ".");
    }
    for (uint32_t c = 0; c < chart->n_categories; c++) {
        buf_printf(&text, "%s%.*s:", text.len ? " " : "", STR_ARG(chart->categories[c]));
        const char *mark = " ";
        for (uint32_t s = 0; s < chart->n_series; s++) {
            const struct chart_value *value = &chart->values[(size_t)s * chart->n_categories + c];
            if (decimal_missing(value->value))
                continue;
            struct str name = chart->series[s]; /* empty: the caption names the only series */
            buf_printf(&text, "%s%.*s%s%.*s", mark, STR_ARG(name), name.len ? " " : "",
                       STR_ARG(value->label));
            mark = "; ";
        }
        buf_puts(&text, ".");
        if (chart->break_after && chart->break_after[c])
            buf_puts(&text, " Chuỗi số liệu ngắt ở đây.");
    }
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

/* Every number of the category has a note: its name has the star for all. */
static bool category_noted(const struct block *block, size_t category) {
    bool any = false;
    for (uint32_t s = 0; s < block->as.chart.n_series; s++) {
        const struct value *value =
            block->as.chart.values[(size_t)s * block->as.chart.n_categories + category];
        if (value && value->type == VALUE_FACT && !value->as.fact.fact.note)
            return false;
        any |= value && value->type == VALUE_FACT;
    }
    return any;
}

static void star_categories(struct build *build, struct block *block) {
    for (uint32_t c = 0; c < block->as.chart.n_categories; c++)
        if (category_noted(block, c))
            block->as.chart.categories[c] =
                arena_printf(build->arena, "%.*s" EMIT_STAR, STR_ARG(block->as.chart.categories[c]));
}

/* Where every number of a category is in doubt, its name has the mark for all. */
static void mark_categories(struct build *build, struct chart *chart, struct chart_value *values) {
    struct str *names = ARENA_ARRAY(build->arena, chart->n_categories, struct str);
    for (uint32_t c = 0; c < chart->n_categories; c++) {
        uint32_t numbers = 0, doubtful = 0;
        for (uint32_t s = 0; s < chart->n_series; s++) {
            const struct chart_value *value = &values[(size_t)s * chart->n_categories + c];
            numbers += !decimal_missing(value->value);
            doubtful += value->doubtful;
        }
        names[c] = chart->categories[c];
        if (doubtful < numbers || numbers < EMIT_MARKED)
            continue;
        names[c] = arena_printf(build->arena, "%.*s\xC2\xA0⚠", STR_ARG(names[c]));
        for (uint32_t s = 0; s < chart->n_series; s++)
            values[(size_t)s * chart->n_categories + c].doubtful = false;
    }
    chart->categories = names;
}

static void emit_ranking(struct emit *emit, struct chart *chart, const struct block *block) {
    for (uint32_t i = 0; i < chart->n_categories; i++)
        if (block->as.chart.strong.len && str_equal(chart->categories[i], block->as.chart.strong))
            chart->strong = i + 1;
    chart->ranks = block->as.chart.ranks;
    chart->reference = chart_value(emit, block->as.chart.reference);
    if (block->as.chart.reference)
        chart->reference_name = plain(emit->build, block->as.chart.reference_name);
    if (!block->as.chart.n_cut)
        return;
    bool *after = ARENA_ARRAY(emit->build->arena, chart->n_categories, bool);
    struct str *labels = ARENA_ARRAY(emit->build->arena, chart->n_categories, struct str);
    after[block->as.chart.cut_at - 1] = true;
    labels[block->as.chart.cut_at - 1] =
        arena_printf(emit->build->arena, "… %u đơn vị ở giữa …", (unsigned)block->as.chart.n_cut);
    chart->break_after = after;
    chart->break_labels = labels;
}

void block_emit_chart(struct build *build, struct node *parent, struct block *block) {
    uint32_t n_categories = block->as.chart.n_categories, n_series = block->as.chart.n_series;
    if (!n_series || (block->as.chart.kind == CHART_SLOPE && n_categories < 2))
        return;
    if (block->caption)
        build->charts++;
    block_caption(build, parent, block, "Biểu đồ", build->charts);
    struct emit emit;
    emit_start(&emit, build, block->line, false);
    struct chart_value *values =
        ARENA_ARRAY(build->arena, (size_t)n_categories * n_series, struct chart_value);
    for (size_t i = 0; i < (size_t)n_categories * n_series; i++) {
        emit.starred = category_noted(block, i % n_categories);
        values[i] = chart_value(&emit, block->as.chart.values[i]);
    }
    emit.starred = false;
    star_categories(build, block);
    struct node *node = node_add(parent, node_new(build->arena, NODE_CHART));
    node->line = block->line;
    *node->as.chart = (struct chart){
        .kind = block->as.chart.kind,
        .categories = block->as.chart.categories,
        .n_categories = n_categories,
        .series = block->as.chart.series,
        .n_series = n_series,
        .values = values,
        .unit = block->as.chart.unit,
    };
    breaks_of_chart(&emit, block, node->as.chart);
    if (block->as.chart.kind == CHART_RANKING)
        emit_ranking(&emit, node->as.chart, block);
    mark_categories(build, node->as.chart, values);
    node->as.chart->alt = chart_words(build, node->as.chart, block);
    emit_notes(&emit, parent, block->note);
    emit_fini(&emit);
}
