/* field.c - the fields of values: f.nam, c.chenh, m.dong. What there is depends on the value's type; a field that is not
 * there is an error that names those that are, since a misspelt one must not print nothing. */
#include "doc/field.h"
#include "doc/bridge.h"
#include "doc/function.h"
#include "doc/staff.h"
#include <string.h>

static void push_str(lua_State *lua, struct str s) {
    lua_pushlstring(lua, s.at ? s.at : "", s.len);
}

static void push_form(lua_State *lua, const struct value *value, enum value_form form) {
    struct value *copy = ARENA_NEW(build_of(lua)->arena, struct value);
    *copy = *value;
    copy->form = form;
    bridge_push(lua, copy);
}

static const char *kind_of(const struct value *value) {
    const struct figure *stated = value->as.fact.stated;
    if (stated)
        return figure_kind_name(stated->kind);
    const char *unit = value->as.fact.fact.unit;
    return unit && strcmp(unit, "%") == 0 ? "percent" : "count";
}

static void push_bool(lua_State *lua, bool value) {
    lua_pushboolean(lua, value);
}

/* The second number of a ratio: 1.279 of 769/1.279; missing where there is none. */
static void push_denominator(lua_State *lua, const struct value *value) {
    struct fact fact = value->as.fact.fact;
    const struct figure *figure = fact.n_from == 1 ? fact.from[0] : NULL;
    fact.value = figure && figure->kind == FIGURE_RATIO ? figure->about->of : DECIMAL_MISSING;
    fact.qualifier = QUALIFIER_EXACT;
    bridge_push_fact(lua, fact);
}

/* All that `fact` rests on stands in one source and speaks of one group, those of `figure`. */
static bool same_basis(const struct fact *fact, const struct figure *figure) {
    for (uint32_t i = 0; i < fact->n_from; i++)
        if (fact->from[i]->where.source != figure->where.source ||
            !group_equal(fact->from[i]->about->group, figure->about->group))
            return false;
    return true;
}

/* The heads behind a share, of its own source and group: a share of the civil servants of a report must not stand beside
 * the heads of all staff of a table. Missing where that source states no count. */
static void push_heads(lua_State *lua, const struct fact *share) {
    struct build *build = build_of(lua);
    const struct figures *figures = build->input->figures;
    struct fact heads = {.indicator = share->indicator, .value = DECIMAL_MISSING, .place = share->place};
    heads.year = share->year;
    if (share->indicator && share->n_from) {
        struct str id = str_of(share->indicator->id);
        struct fact count = compare_fact(build->arena, figures, id, share->place, share->year, false);
        struct figure_query query = {.indicator = id,
                                     .place = share->place,
                                     .year = share->year,
                                     .kinds = FIGURE_BIT(FIGURE_COUNT) | FIGURE_BIT(FIGURE_RATIO),
                                     .beside = share->from[0]};
        const struct figure *beside = figures_lookup(figures, &query);
        if (!decimal_missing(count.value) && same_basis(&count, share->from[0]))
            heads = count;
        else if (beside)
            heads = value_stated(build->arena, figures, beside)->as.fact.fact;
    }
    bridge_push_fact(lua, heads);
}

/* As the source states it: a ratio with its denominator, 7/12. What is derived stays as it is. */
static void push_as_stated(lua_State *lua, const struct value *value) {
    struct build *build = build_of(lua);
    const struct fact *fact = &value->as.fact.fact;
    if (fact->n_from == 1)
        bridge_push(lua, value_stated(build->arena, build->input->figures, fact->from[0]));
    else
        bridge_push_fact(lua, *fact);
}

/* A difference as columns show it: ▲ 45,1. */
static void push_arrow(lua_State *lua, const struct fact *fact) {
    const struct comparison comparison = {.difference = *fact};
    push_form(lua, value_comparison(build_of(lua)->arena, comparison), FORM_BARE);
}

static bool fact_field(lua_State *lua, const struct value *value, const char *name) {
    const struct fact *fact = &value->as.fact.fact;
    if (!strcmp(name, "gia_tri"))
        push_form(lua, value, FORM_BARE);
    else if (!strcmp(name, "day_du"))
        push_form(lua, value, FORM_FULL);
    else if (!strcmp(name, "don_vi"))
        lua_pushstring(lua, fact->unit ? fact->unit : "");
    else if (!strcmp(name, "ten"))
        lua_pushstring(lua, fact->indicator ? fact->indicator->label : "");
    else if (!strcmp(name, "chi_tieu"))
        lua_pushstring(lua, fact->indicator ? fact->indicator->id : "");
    else if (!strcmp(name, "nam"))
        lua_pushinteger(lua, fact->year);
    else if (!strcmp(name, "thieu"))
        push_bool(lua, value_missing(value));
    else if (!strcmp(name, "nhom"))
        push_str(lua, staff_words(build_of(lua)->arena, fact->group));
    else if (!strcmp(name, "tai"))
        push_str(lua, fact->place);
    else if (!strcmp(name, "loai"))
        lua_pushstring(lua, kind_of(value));
    else if (!strcmp(name, "nghi_ngo"))
        push_bool(lua, fact->doubtful);
    else if (!strcmp(name, "uoc"))
        push_bool(lua, fact->estimated);
    else if (!strcmp(name, "suy_ra"))
        push_bool(lua, fact->derived);
    else if (!strcmp(name, "ghi_chu"))
        lua_pushstring(lua, fact->note ? fact->note : "");
    else if (!strcmp(name, "ky"))
        push_str(lua, fact->n_from ? period_words(build_of(lua), fact->from[0]) : STR(""));
    else if (!strcmp(name, "nhieu_nam"))
        push_bool(lua, fact->n_from && !period_one_year(fact->from[0]->about->period));
    else if (!strcmp(name, "vi_tri"))
        push_str(lua, cite_position(build_of(lua), fact));
    else if (!strcmp(name, "so_nguoi"))
        push_heads(lua, fact);
    else if (!strcmp(name, "tu_so"))
        bridge_push_fact(lua, *fact);
    else if (!strcmp(name, "mau_so"))
        push_denominator(lua, value);
    else if (!strcmp(name, "nhu_nguon"))
        push_as_stated(lua, value);
    else if (!strcmp(name, "mui_ten"))
        push_arrow(lua, fact);
    else
        return false;
    return true;
}

#define FACT_FIELDS                                                                                          \
    "gia_tri, day_du, don_vi, ten, chi_tieu, nam, thieu, nhom, tai, loai, nghi_ngo, uoc, suy_ra, ky, nhieu_nam, vi_tri, so_nguoi, tu_so, mau_so, nhu_nguon, mui_ten, ghi_chu"

/* The index or the change in per cent: rests on what the difference rests on. */
static struct fact percent_fact(const struct comparison *comparison, struct decimal value) {
    struct fact fact = comparison->difference;
    fact.value = value;
    fact.unit = "%";
    fact.note = comparison->note;
    fact.note_en = comparison->note_en;
    return fact;
}

static bool comparison_field(lua_State *lua, const struct value *value, const char *name) {
    const struct comparison *comparison = &value->as.comparison;
    bool missing = decimal_missing(comparison->difference.value);
    int sign = missing ? 0 : decimal_sign(comparison->difference.value);
    if (!strcmp(name, "dau"))
        bridge_push_fact(lua, comparison->a);
    else if (!strcmp(name, "cuoi"))
        bridge_push_fact(lua, comparison->b);
    else if (!strcmp(name, "chenh"))
        bridge_push_fact(lua, comparison->difference);
    else if (!strcmp(name, "chi_so"))
        bridge_push_fact(lua, percent_fact(comparison, comparison->index));
    else if (!strcmp(name, "phan_tram"))
        bridge_push_fact(lua, percent_fact(comparison, comparison->relative));
    else if (!strcmp(name, "mui_ten"))
        push_form(lua, value, FORM_BARE);
    else if (!strcmp(name, "huong"))
        lua_pushstring(lua, comparison_word(comparison));
    else if (!strcmp(name, "tang"))
        push_bool(lua, sign > 0);
    else if (!strcmp(name, "giam"))
        push_bool(lua, sign < 0);
    else if (!strcmp(name, "thieu"))
        push_bool(lua, missing);
    else if (!strcmp(name, "ghi_chu"))
        lua_pushstring(lua, comparison->note ? comparison->note : "");
    else if (!strcmp(name, "khac_nhom"))
        push_bool(lua, comparison->extent & EXTENT_GROUP);
    else
        return false;
    return true;
}

#define COMPARISON_FIELDS                                                                                    \
    "dau, cuoi, chenh, chi_so, phan_tram, mui_ten, huong, tang, giam, thieu, ghi_chu, khac_nhom"

static const char *class_label(const struct comparison *row) {
    const struct indicator *indicator = row->b.indicator ? row->b.indicator : row->a.indicator;
    return indicator ? indicator->label : "";
}

static void push_mix_row(lua_State *lua, const struct mix *mix, uint32_t i) {
    lua_createtable(lua, 0, 5);
    lua_pushstring(lua, class_label(&mix->rows[i]));
    lua_setfield(lua, -2, "ten");
    bridge_push_fact(lua, mix->rows[i].a);
    lua_setfield(lua, -2, "dau");
    bridge_push_fact(lua, mix->rows[i].b);
    lua_setfield(lua, -2, "cuoi");
    bridge_push(lua, value_comparison(build_of(lua)->arena, mix->rows[i]));
    lua_setfield(lua, -2, "chenh");
    bridge_push_fact(lua, mix->estimate ? mix->estimate[i] : (struct fact){.value = DECIMAL_MISSING});
    lua_setfield(lua, -2, "uoc");
}

static uint32_t mix_stated(const struct mix *mix, bool later) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < mix->n_rows; i++)
        n += !decimal_missing(later ? mix->rows[i].b.value : mix->rows[i].a.value);
    return n;
}

static bool mix_field(lua_State *lua, const struct mix *mix, const char *name) {
    if (!strcmp(name, "dong")) {
        lua_createtable(lua, (int)mix->n_rows, 0);
        for (uint32_t i = 0; i < mix->n_rows; i++) {
            push_mix_row(lua, mix, i);
            lua_rawseti(lua, -2, (lua_Integer)i + 1);
        }
    } else if (!strcmp(name, "tong_dau"))
        bridge_push_fact(lua, mix->total_a);
    else if (!strcmp(name, "tong_cuoi"))
        bridge_push_fact(lua, mix->total_b);
    else if (!strcmp(name, "toan_dau"))
        bridge_push_fact(lua, mix->whole_a);
    else if (!strcmp(name, "toan_cuoi"))
        bridge_push_fact(lua, mix->whole_b);
    else if (!strcmp(name, "so_dau"))
        lua_pushinteger(lua, mix_stated(mix, false));
    else if (!strcmp(name, "so_cuoi"))
        lua_pushinteger(lua, mix_stated(mix, true));
    else if (!strcmp(name, "ghi_chu"))
        lua_pushstring(lua, mix->note ? mix->note : "");
    else if (!strcmp(name, "khac_nhom"))
        push_bool(lua, mix->extent & EXTENT_GROUP);
    else
        return false;
    return true;
}

#define MIX_FIELDS "dong, tong_dau, tong_cuoi, toan_dau, toan_cuoi, so_dau, so_cuoi, ghi_chu, khac_nhom"

/* The class word of a place: "tỉnh" of "tỉnh Điện Biên". */
static struct str place_class(struct str name) {
    struct str bare = place_bare(name);
    return str_trim(str_cut(name, 0, name.len - (bare.len < name.len ? bare.len : name.len)));
}

static const char *level_word(struct str place) {
    switch (place_level(place, STR(""))) {
    case PLACE_PROVINCE: return "tỉnh";
    case PLACE_DISTRICT: return "huyện";
    case PLACE_COMMUNE: return "xã";
    default: return "";
    }
}

static bool place_field(lua_State *lua, struct str place, const char *name) {
    if (!strcmp(name, "ten"))
        push_str(lua, place_bare(place));
    else if (!strcmp(name, "loai"))
        push_str(lua, place_class(place));
    else if (!strcmp(name, "day_du"))
        push_str(lua, place);
    else if (!strcmp(name, "cap"))
        lua_pushstring(lua, level_word(place));
    else
        return false;
    return true;
}

#define PLACE_FIELDS "ten, loai, day_du, cap"

int field_index(lua_State *lua) {
    const struct value *value = bridge_peek(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    const char *fields = "";
    bool found = false;
    switch (value->type) {
    case VALUE_FACT:
        found = fact_field(lua, value, name);
        fields = FACT_FIELDS;
        break;
    case VALUE_COMPARISON:
        found = comparison_field(lua, value, name);
        fields = COMPARISON_FIELDS;
        break;
    case VALUE_MIX:
        found = mix_field(lua, &value->as.mix, name);
        fields = MIX_FIELDS;
        break;
    case VALUE_PLACE:
        found = place_field(lua, value->as.place, name);
        fields = PLACE_FIELDS;
        break;
    default: break;
    }
    if (!found)
        build_raise(lua, "template-key", str_of(name), _("there is no field “%s” here; there is %s"), name,
                    fields);
    return 1;
}
