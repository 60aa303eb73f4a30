/* doc.c - filling a template: run the chunk, convert what it wrote, put the letterhead before it and the sources behind. */
#include "doc/bridge.h"
#include "doc/function.h"
#include "doc/markdown.h"
#include "doc/reference.h"
#include "doc/template.h"
#include <stdlib.h>
#include <string.h>

/* ---- what the chunk calls: __t text, __e expression, __b block ------------------------------------------------------------ */

static void check_room(lua_State *lua, const struct build *build) {
    if (build->markdown.len > BUILD_TEXT_MAX || build->n_values > BUILD_VALUES_MAX)
        build_raise(lua, "template-limit", STR(""),
                    _("the dossier becomes too long; a loop writes without end"));
}

static int chunk_text(lua_State *lua) {
    struct build *build = build_of(lua);
    const struct script_text *text = &build->script->texts[luaL_checkinteger(lua, 1) - 1];
    check_room(lua, build);
    markdown_text(build, text->text, text->line);
    return 0;
}

static void mark_used(struct build *build, const struct fact *fact) {
    for (uint32_t i = 0; i < fact->n_from; i++)
        tally_put(&build->used, fact->from[i]->id, 1);
}

static void use_value(struct build *build, const struct value *value) {
    if (value->type == VALUE_FACT)
        mark_used(build, &value->as.fact.fact);
    if (value->type == VALUE_COMPARISON)
        mark_used(build, &value->as.comparison.difference);
    if (value->type == VALUE_PHRASE)
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            use_value(build, value->as.phrase.parts[i]);
    if (value->type == VALUE_FOOTNOTE)
        use_value(build, value->as.footnote);
}

/* The first fact in `value` that nobody states. */
static const struct fact *missing_fact(const struct value *value) {
    if (value->type == VALUE_FACT)
        return value_missing(value) ? &value->as.fact.fact : NULL;
    if (value->type == VALUE_COMPARISON && value_missing(value))
        return decimal_missing(value->as.comparison.a.value) ? &value->as.comparison.a
                                                             : &value->as.comparison.b;
    if (value->type == VALUE_PHRASE)
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            if (missing_fact(value->as.phrase.parts[i]))
                return missing_fact(value->as.phrase.parts[i]);
    if (value->type == VALUE_FOOTNOTE)
        return missing_fact(value->as.footnote);
    return NULL;
}

/* Ids that the place states for the year, those of the same family first. */
static void put_stated(struct buf *out, const struct build *build, const struct fact *fact) {
    const struct catalogue *catalogue = build->input->figures->catalogue;
    const char *id = fact->indicator ? fact->indicator->id : "";
    size_t family = strcspn(id, ".");
    unsigned n = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < catalogue->n && n < 4; i++) {
            const char *other = catalogue->items[i].id;
            bool same = strncmp(other, id, family) == 0 && other[family] == '.';
            struct figure_query query = {
                .indicator = str_of(other), .place = fact->place, .year = fact->year};
            if (same == (pass == 0) && figures_lookup(build->input->figures, &query))
                buf_printf(out, "%s%s", n++ ? ", " : "", other);
        }
}

static void raise_missing(lua_State *lua, const struct fact *fact) {
    struct build *build = build_of(lua);
    const char *id = fact->indicator ? fact->indicator->id : "?";
    struct buf stated = BUF_EMPTY;
    put_stated(&stated, build, fact);
    struct str ids = arena_str(build->arena, stated.len ? buf_view(&stated) : STR("-"));
    buf_fini(&stated);
    build_raise(
        lua, "template-missing", str_of(id),
        _("nobody states %s of %.*s in %d; ask co(...) first or give hoac(..., \"...\"); stated are: %.*s"),
        id, STR_ARG(fact->place), fact->year, STR_ARG(ids));
}

static int chunk_value(lua_State *lua) {
    struct build *build = build_of(lua);
    check_room(lua, build);
    const struct value *value = bridge_value(lua, 2, "{{ }}");
    if (!value)
        build_raise(lua, "template-value", STR(""), _("the expression gives nothing (nil)"));
    if (value->type == VALUE_MIX)
        build_raise(lua, "template-value", STR(""), _("a mix prints as a table or chart, not in a sentence"));
    const struct fact *missing = missing_fact(value);
    if (missing)
        raise_missing(lua, missing);
    use_value(build, value);
    markdown_value(build, value);
    return 0;
}

static void use_block(struct build *build, const struct block *block) {
    if (block->kind == BLOCK_CARDS)
        for (uint32_t i = 0; i < block->as.cards.n; i++)
            use_value(build, block->as.cards.items[i].number);
    if (block->kind == BLOCK_TABLE)
        for (uint32_t r = 0; r < block->as.table.n_rows; r++)
            for (uint32_t i = 0; i < block->as.table.rows[r].n; i++)
                if (block->as.table.rows[r].cells[i])
                    use_value(build, block->as.table.rows[r].cells[i]);
    if (block->kind == BLOCK_CHART)
        for (uint32_t i = 0; i < block->as.chart.n_series * block->as.chart.n_categories; i++)
            if (block->as.chart.values[i])
                use_value(build, block->as.chart.values[i]);
}

static int chunk_block(lua_State *lua) {
    struct build *build = build_of(lua);
    check_room(lua, build);
    const struct script_piece *piece = &build->script->pieces[luaL_checkinteger(lua, 1) - 1];
    luaL_checktype(lua, 3, LUA_TTABLE);
    build->block_line = piece->line;
    struct block *block = block_read(lua, lua_tostring(lua, 2), 3);
    build->block_line = 0;
    block->line = piece->line;
    use_block(build, block);
    markdown_block(build, block);
    return 0;
}

/* ---- globals ------------------------------------------------------------------------------------------------------------------ */

static const char *nearest_function(struct str name) {
    const char *best = functions[0].name;
    for (size_t i = 1; i < n_functions; i++)
        if (str_distance(name, str_of(functions[i].name)) < str_distance(name, str_of(best)))
            best = functions[i].name;
    return best;
}

/* A name that is nothing: an error, not nil, so that a slip of the pen does not print as an empty place. */
static int unknown_global(lua_State *lua) {
    struct str name = lua_type(lua, 2) == LUA_TSTRING ? bridge_text(lua, 2) : STR("?");
    build_raise(lua, "template-name", name, _("there is no “%.*s”; the nearest function is %s"),
                STR_ARG(name), nearest_function(name));
}

static void push_globals(lua_State *lua) {
    sandbox_globals(lua);
    functions_add(lua);
    lua_createtable(lua, 0, 1);
    lua_pushcfunction(lua, unknown_global);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

/* ---- running -------------------------------------------------------------------------------------------------------------------- */

struct filled_head {
    struct str name, title;
    struct str *subject, *to;
    unsigned n_subject, n_to;
};

/* Pushes the compiled chunk with the globals at `globals`. */
static void push_chunk(lua_State *lua, int chunk, int globals) {
    lua_rawgeti(lua, LUA_REGISTRYINDEX, chunk);
    lua_pushvalue(lua, globals);
    lua_setupvalue(lua, -2, 1);
}

static struct str fill_text(lua_State *lua, const struct template_text *text, int globals) {
    struct build *build = build_of(lua);
    struct str out = STR("");
    for (size_t i = 0; i < text->n; i++) {
        struct str part = text->parts[i].text;
        if (text->parts[i].chunk != LUA_NOREF) {
            push_chunk(lua, text->parts[i].chunk, globals);
            lua_call(lua, 0, 1);
            const struct value *value = bridge_value(lua, lua_gettop(lua), "{{ }}");
            struct buf words = BUF_EMPTY;
            if (value)
                value_print(&words, value);
            part = arena_str(build->arena, buf_view(&words));
            buf_fini(&words);
            lua_pop(lua, 1);
        }
        out = arena_printf(build->arena, "%.*s%.*s", STR_ARG(out), STR_ARG(part));
    }
    return out;
}

/* The lines that are not blank once they are filled. */
static struct str *fill_lines(lua_State *lua, const struct template_text *texts, unsigned n,
                              unsigned *n_lines, int globals) {
    struct str *lines = ARENA_ARRAY(build_of(lua)->arena, n + 1, struct str);
    for (unsigned i = 0; i < n; i++) {
        struct str line = fill_text(lua, &texts[i], globals);
        if (str_trim(line).len)
            lines[(*n_lines)++] = line;
    }
    return lines;
}

/* Runs protected: arguments are the template and the head to fill. */
static int run_template(lua_State *lua) {
    const struct template *template = lua_touserdata(lua, 1);
    struct filled_head *head = lua_touserdata(lua, 2);
    push_globals(lua);
    int globals = lua_gettop(lua);
    head->name = fill_text(lua, &template->name, globals);
    head->title = fill_text(lua, &template->title, globals);
    head->subject =
        fill_lines(lua, template->subject, template->head->subject_count, &head->n_subject, globals);
    head->to = fill_lines(lua, template->to, template->head->to_count, &head->n_to, globals);
    push_chunk(lua, template->chunk, globals);
    lua_pushcfunction(lua, chunk_text);
    lua_pushcfunction(lua, chunk_value);
    lua_pushcfunction(lua, chunk_block);
    lua_call(lua, 3, 0);
    return 0;
}

static bool run(struct build *build, const struct template *template, struct filled_head *head) {
    lua_State *lua = build->sandbox->lua;
    uint32_t line = 0;
    build->sandbox->user = build;
    lua_pushcfunction(lua, run_template);
    lua_pushlightuserdata(lua, (void *)(uintptr_t) template);
    lua_pushlightuserdata(lua, head);
    bool ok = sandbox_call(build->sandbox, 2, &line);
    if (!ok)
        template_report(template, build->block_line && build->fault && line == 0 ? build->block_line : line,
                        build->fault, build->near, build->diag);
    lua_settop(lua, 0);
    build->sandbox->user = NULL;
    return ok;
}

/* ---- the tree -------------------------------------------------------------------------------------------------------------------- */

static struct str place_date(struct build *build) {
    const struct issuer *issuer = build->input->issuer;
    struct date date = build->input->date;
    struct buf text = BUF_EMPTY;
    if (issuer->place.len)
        buf_printf(&text, "%.*s, ", STR_ARG(issuer->place));
    if (date_known(date) && date.day)
        date_paper(&text, date);
    else if (date_known(date))
        buf_printf(&text, "ngày      tháng      năm %d", date.year);
    else
        buf_puts(&text, "ngày      tháng      năm        ");
    struct str kept = arena_str(build->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

static void add_letterhead(struct build *build, struct node *root, const struct template *template,
                           const struct filled_head *head) {
    const struct issuer *issuer = build->input->issuer;
    if (strcmp(template->head->kind, "report") != 0)
        return;
    struct node *node = node_add(root, node_new(build->arena, NODE_LETTERHEAD));
    node->line = 1;
    bool addressees = !template->head->addressees || *template->head->addressees;
    *node->as.letterhead = (struct letterhead){
        .parent = text_upper(build->arena, issuer->parent),
        .issuer = text_upper(build->arena, issuer->name),
        .number = arena_printf(build->arena, "Số:        /%.*s", STR_ARG(build->symbol)),
        .place_date = place_date(build),
        .kind = head->name,
        .subject = head->subject,
        .n_subject = head->n_subject,
        .addressees = head->n_to ? head->to : issuer->addressees,
        .n_addressees = !addressees  ? 0
                        : head->n_to ? head->n_to
                                     : issuer->n_addressees,
    };
}

static struct doc *finish(struct build *build, const struct template *template,
                          const struct filled_head *head, struct node *root) {
    struct doc *doc = ARENA_NEW(build->arena, struct doc);
    doc->root = root;
    doc->subject = STR("");
    for (unsigned i = 0; i < head->n_subject; i++)
        doc->subject = arena_printf(build->arena, "%.*s%s%.*s", STR_ARG(doc->subject), i ? " " : "",
                                    STR_ARG(head->subject[i]));
    doc->title = head->title.len ? head->title : doc->subject;
    doc->author = build->input->issuer->name;
    doc->style = arena_str(build->arena, str_of(template->head->style ? template->head->style : "nd30"));
    doc->appendix = strcmp(template->head->kind, "appendix") == 0;
    doc->draft = build->input->draft || (template->head->draft && *template->head->draft);
    doc->signature = template->head->signature && *template->head->signature;
    doc->anchors = build->anchors;
    return doc;
}

/* Kept beyond the build: `build` frees its entries. */
static void keep_cited(const struct build *build, struct doc *doc) {
    const struct evidence *evidence = &build->evidence;
    struct doc_cited *cited = ARENA_ARRAY(build->arena, evidence->n, struct doc_cited);
    for (size_t i = 0; i < evidence->n; i++) {
        const struct evidence_entry *entry = &evidence->entries[i];
        const struct figure **figures = ARENA_ARRAY(build->arena, entry->n, const struct figure *);
        memcpy(figures, entry->figures, entry->n * sizeof *figures);
        cited[i] = (struct doc_cited){entry->anchor, figures, entry->n, entry->rows};
    }
    doc->cited = cited;
    doc->n_cited = evidence->n;
}

static struct doc *make_tree(struct build *build, const struct template *template,
                             const struct filled_head *head) {
    struct node *root = node_new(build->arena, NODE_DOCUMENT);
    add_letterhead(build, root, template, head);
    if (!markdown_convert(build, root) || !references_resolve(build))
        return NULL;
    if (build->annex)
        evidence_annex(build, build->annex);
#ifndef NDEBUG
    if (build->annex || build->evidence.n == 0)
        node_check(root);
#endif
    struct doc *doc = finish(build, template, head, root);
    keep_cited(build, doc);
    return doc;
}

static void build_fini(struct build *build) {
    buf_fini(&build->markdown);
    free(build->lines);
    free(build->values);
    free(build->explained);
    references_free(build);
    evidence_fini(&build->evidence);
    tally_fini(&build->used);
}

struct doc *doc_build(struct arena *arena, struct template *template, const struct doc_input *input,
                      struct diag *diag) {
    struct build build = {
        .arena = arena,
        .arena_start = arena->total,
        .input = input,
        .script = &template->script,
        .sandbox = template->sandbox,
        .diag = diag,
        .symbol = head_symbol(arena, input->issuer->symbol, template->head->name),
    };
    struct filled_head head = {0};
    build.own = arena_alloc(arena, input->figures->n_sources + 1);
    for (size_t i = 0; i < input->figures->n_sources; i++)
        build.own[i] = place_equal(input->figures->sources[i]->place, input->place);
    struct doc *doc = run(&build, template, &head) ? make_tree(&build, template, &head) : NULL;
    build_fini(&build);
    return doc;
}
