/* block.c - reading and placing the fenced blocks; tables, charts and findings have files of their own. */
#include "doc/block.h"
#include "doc/bridge.h"
#include "doc/reference.h"
#include <string.h>

#define ITEMS_MAX 20000

const struct value *block_field(lua_State *lua, int index, const char *name) {
    lua_getfield(lua, index, name);
    const struct value *value = bridge_value(lua, lua_gettop(lua), name);
    lua_pop(lua, 1);
    return value;
}

struct str block_name(lua_State *lua, int index) {
    struct str name = STR("");
    if (lua_getfield(lua, index, "ma") != LUA_TNIL)
        name = bridge_text(lua, lua_gettop(lua));
    lua_pop(lua, 1);
    if (name.len && lua_getfield(lua, index, "ten") == LUA_TNIL)
        build_raise(lua, "template-key", STR("ma"),
                    _("what is referred to by ma needs its caption: ten = \"...\""));
    lua_settop(lua, name.len ? -2 : -1);
    return name;
}

/* ---- so-chinh: key figures ----------------------------------------------------------------------------------------------- */

static void read_card(lua_State *lua, struct block *block) {
    static const char *const known[] = {"so", "nhan", "them", NULL};
    int index = lua_gettop(lua);
    luaL_checktype(lua, index, LUA_TTABLE);
    bridge_keys(lua, index, known, false, "so-chinh");
    struct block_card card = {block_field(lua, index, "so"), block_field(lua, index, "nhan"),
                              block_field(lua, index, "them")};
    if (!card.number || value_missing(card.number))
        return; /* what nobody states has no card */
    if (card.change && value_missing(card.change))
        card.change = NULL;
    if (!card.label)
        build_raise(lua, "template-key", STR("so"), _("a key figure needs its label: nhan = \"...\""));
    block->as.cards.items[block->as.cards.n++] = card;
}

/* Items may be nil or false, so that a template can write co(x) and {...}: the list runs to its largest index. */
static lua_Integer list_length(lua_State *lua, int index) {
    lua_Integer largest = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1))
        if (lua_isinteger(lua, -2) && lua_tointeger(lua, -2) > largest)
            largest = lua_tointeger(lua, -2);
    if (largest > ITEMS_MAX)
        build_raise(lua, "template-limit", STR(""), _("the list is too long"));
    return largest;
}

static void read_cards(lua_State *lua, struct block *block, int index) {
    lua_Integer n = list_length(lua, index);
    block->as.cards.items = ARENA_ARRAY(build_of(lua)->arena, (size_t)n + 1, struct block_card);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(lua, index, i);
        if (lua_toboolean(lua, -1))
            read_card(lua, block);
        lua_settop(lua, index);
    }
}

static struct node *card_line(struct build *build, struct node *card, enum card_role role) {
    struct node *line = node_add(card, node_new(build->arena, NODE_PARAGRAPH));
    line->as.role = role;
    line->line = card->line;
    return line;
}

static void emit_card(struct emit *emit, struct node *cards, const struct block_card *item) {
    struct build *build = emit->build;
    struct node *card = node_add(cards, node_new(build->arena, NODE_CARD));
    card->line = cards->line;
    emit_value(emit, card_line(build, card, CARD_VALUE), item->number);
    emit_value(emit, card_line(build, card, CARD_LABEL), item->label);
    if (item->change)
        emit_value(emit, card_line(build, card, CARD_CHANGE), item->change);
}

static void emit_cards(struct build *build, struct node *parent, const struct block *block) {
    if (!block->as.cards.n)
        return;
    struct node *cards = node_add(parent, node_new(build->arena, NODE_CARDS));
    cards->line = block->line;
    struct emit emit;
    emit_start(&emit, build, block->line, false);
    emit.below = true;
    for (uint32_t i = 0; i < block->as.cards.n; i++)
        emit_card(&emit, cards, &block->as.cards.items[i]);
    emit_notes(&emit, parent, NULL);
    emit_fini(&emit);
}

/* ---- phat-hien: findings --------------------------------------------------------------------------------------------------- */

static void read_findings(lua_State *lua, struct block *block, int index) {
    lua_Integer n = list_length(lua, index);
    block->as.findings.items = ARENA_ARRAY(build_of(lua)->arena, (size_t)n + 1, const struct finding *);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(lua, index, i);
        luaL_checktype(lua, -1, LUA_TTABLE);
        lua_getfield(lua, -1, "_phat_hien");
        if (!lua_islightuserdata(lua, -1))
            build_raise(lua, "template-value", STR(""),
                        _("a finding is wanted here, as phat_hien() gives them"));
        block->as.findings.items[block->as.findings.n++] = lua_touserdata(lua, -1);
        lua_settop(lua, index);
    }
}

/* ---- phu-luc, nguon, chu-ky, ngat-trang -------------------------------------------------------------------------------------- */

static void read_appendix(lua_State *lua, struct block *block, int index) {
    static const char *const known[] = {"so", "ten", "kem_theo", "ngang", NULL};
    enum { LINES = 3 };
    bridge_keys(lua, index, known, false, "phu-luc");
    block->as.appendix.lines = ARENA_ARRAY(build_of(lua)->arena, LINES, const struct value *);
    for (; block->as.appendix.n < LINES; block->as.appendix.n++)
        block->as.appendix.lines[block->as.appendix.n] = block_field(lua, index, known[block->as.appendix.n]);
    lua_getfield(lua, index, "ngang");
    block->as.appendix.landscape = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    if (!block->as.appendix.lines[0] || !block->as.appendix.lines[1])
        build_raise(lua, "template-key", STR("phu-luc"),
                    _("an appendix needs so = \"Phụ lục I\" and ten = \"...\", its title"));
}

static struct node *emit_appendix(struct build *build, struct node *root, const struct block *block) {
    while (root->parent)
        root = root->parent;
    struct node *appendix = node_add(root, node_new(build->arena, NODE_APPENDIX));
    appendix->line = block->line;
    appendix->as.appendix.landscape = block->as.appendix.landscape;
    struct emit emit;
    emit_start(&emit, build, block->line, false);
    for (uint32_t i = 0; i < block->as.appendix.n; i++) {
        const struct value *text = block->as.appendix.lines[i];
        if (!text)
            continue;
        struct node *line = node_add(appendix, node_new(build->arena, i < 2 ? NODE_HEADING : NODE_PARAGRAPH));
        line->line = block->line;
        if (i < 2)
            line->as.level = 1;
        else
            line = node_add(line, node_new(build->arena, NODE_EMPHASIS));
        emit_value(&emit, line, text);
    }
    emit_fini(&emit);
    return appendix;
}

/* Where the workspace names neither signer nor recipients nothing stands here: an empty block would only push the closing
 * line to a page of its own. */
static void emit_signature(struct build *build, struct node *parent, const struct block *block) {
    const struct issuer *issuer = build->input->issuer;
    if (!issuer->n_post && !issuer->signer.len && !issuer->n_recipients)
        return;
    struct node *node = node_add(parent, node_new(build->arena, NODE_SIGNATURE));
    node->line = block->line;
    *node->as.signature = (struct signature){
        .recipients = issuer->recipients,
        .n_recipients = issuer->n_recipients,
        .post = issuer->post,
        .n_post = issuer->n_post,
        .name = issuer->signer,
    };
}

/* ---- muc-luc: contents; pages that lie or stand ---------------------------------------------------------------------- */

static void read_contents(lua_State *lua, struct block *block, int index) {
    static const char *const known[] = {"ten", "cap", NULL};
    bridge_keys(lua, index, known, false, "muc-luc");
    block->as.contents.title = STR("MỤC LỤC");
    block->as.contents.levels = 2;
    if (lua_getfield(lua, index, "ten") != LUA_TNIL)
        block->as.contents.title = bridge_text(lua, lua_gettop(lua));
    if (lua_getfield(lua, index, "cap") != LUA_TNIL)
        block->as.contents.levels = (int)luaL_checkinteger(lua, -1);
    if (block->as.contents.levels < 1 || block->as.contents.levels > 4)
        build_raise(lua, "template-key", STR("cap"), _("headings have levels from 1 to 4"));
    lua_pop(lua, 2);
}

static void emit_contents(struct build *build, struct node *parent, const struct block *block) {
    struct node *node = node_add(parent, node_new(build->arena, NODE_CONTENTS));
    node->line = block->line;
    node->as.contents.title = block->as.contents.title;
    node->as.contents.levels = block->as.contents.levels;
}

static void emit_break(struct build *build, struct node *parent, const struct block *block, enum turn turn) {
    struct node *node = node_add(parent, node_new(build->arena, NODE_PAGE_BREAK));
    node->line = block->line;
    node->as.turn = turn;
}

/* ---- all kinds ---------------------------------------------------------------------------------------------------------------- */

static void read_nothing(lua_State *lua, struct block *block, int index) {
    static const char *const known[] = {NULL};
    (void)block;
    bridge_keys(lua, index, known, false, "this block");
}

static const struct {
    const char *name;
    enum block_kind kind;
    void (*read)(lua_State *lua, struct block *block, int index);
} kinds[] = {
    {"so-chinh", BLOCK_CARDS, read_cards},       {"bang", BLOCK_TABLE, block_read_table},
    {"bieu-do", BLOCK_CHART, block_read_chart},  {"phat-hien", BLOCK_FINDINGS, read_findings},
    {"nguon", BLOCK_ANNEX, read_nothing},        {"phu-luc", BLOCK_APPENDIX, read_appendix},
    {"chu-ky", BLOCK_SIGNATURE, read_nothing},   {"ngat-trang", BLOCK_PAGE_BREAK, read_nothing},
    {"muc-luc", BLOCK_CONTENTS, read_contents},  {"trang-ngang", BLOCK_LANDSCAPE, read_nothing},
    {"trang-doc", BLOCK_PORTRAIT, read_nothing},
};

struct block *block_read(lua_State *lua, const char *name, int index) {
    struct block *block = ARENA_NEW(build_of(lua)->arena, struct block);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) != 0)
            continue;
        block->kind = kinds[i].kind;
        kinds[i].read(lua, block, lua_absindex(lua, index));
    }
    return block;
}

void block_caption(struct build *build, struct node *parent, const struct block *block, const char *kind,
                   uint32_t number) {
    if (!block->caption)
        return;
    struct emit emit;
    emit_start(&emit, build, block->line, false);
    struct node *caption = node_add(parent, node_new(build->arena, NODE_CAPTION));
    caption->line = block->line;
    struct str label = arena_printf(build->arena, "%s\xC2\xA0%u", kind, (unsigned)number);
    if (block->name.len)
        reference_target(build, caption, block->name, label, block->line);
    struct node *strong = node_add(caption, node_new(build->arena, NODE_STRONG));
    emit_text(&emit, strong, arena_printf(build->arena, "%.*s.", STR_ARG(label)));
    emit_text(&emit, caption, STR(" "));
    emit_value(&emit, caption, block->caption);
    emit_fini(&emit);
}

struct node *block_cell(struct build *build, struct node *row, uint16_t columns, bool header) {
    struct node *cell = node_add(row, node_new(build->arena, NODE_CELL));
    cell->line = row->line;
    cell->as.cell.columns = columns;
    cell->as.cell.rows = 1;
    cell->as.cell.header = header;
    return cell;
}

struct node *block_emit(struct build *build, struct node *parent, struct block *block) {
    switch (block->kind) {
    case BLOCK_CARDS: emit_cards(build, parent, block); break;
    case BLOCK_TABLE: block_emit_table(build, parent, block); break;
    case BLOCK_CHART: block_emit_chart(build, parent, block); break;
    case BLOCK_FINDINGS: block_emit_findings(build, parent, block); break;
    case BLOCK_ANNEX: build->annex = parent; break;
    case BLOCK_APPENDIX: return emit_appendix(build, parent, block);
    case BLOCK_SIGNATURE: emit_signature(build, parent, block); break;
    case BLOCK_PAGE_BREAK: emit_break(build, parent, block, TURN_NONE); break;
    case BLOCK_LANDSCAPE: emit_break(build, parent, block, TURN_LANDSCAPE); break;
    case BLOCK_PORTRAIT: emit_break(build, parent, block, TURN_PORTRAIT); break;
    case BLOCK_CONTENTS: emit_contents(build, parent, block); break;
    }
    return parent;
}
