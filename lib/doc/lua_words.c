/* lua_words.c - what Lua complains of, in the words of whoever writes templates. Lua's messages are English and speak of nil
 * and tables; a few kinds are nearly all that a template meets. */
#include "doc/lua_words.h"

/* What a message begins with or, where it begins with a token in quotes, has in it; and what it means. The texts take the
 * name that the message has in quotes. */
static const struct {
    const char *said, *means, *means_named;
} meanings[] = {
    {"attempt to index a nil value",
     N_("nothing stands before the dot here, so it has no field; ask co(...) first"),
     N_("“%.*s” holds nothing here, so it has no field; ask co(...) first, or give it a value")},
    {"attempt to index", N_("what stands before the dot has no fields; take the dot away"),
     N_("“%.*s” has no fields; take the dot away")},
    {"attempt to call a nil value", N_("there is no function of this name; check its spelling"),
     N_("there is no function “%.*s”; check its spelling")},
    {"attempt to call", N_("this is no function; take the brackets behind it away"),
     N_("“%.*s” is no function; take the brackets behind it away")},
    {"attempt to perform arithmetic", N_("one side of the sum is no number; ask co(...) first"),
     N_("“%.*s” is no number, so nothing can be worked out from it; ask co(...) first")},
    {"attempt to concatenate",
     N_("what is joined by .. holds no text; ask co(...) first, or write {a, b} for values"),
     N_("“%.*s” is no text, so .. cannot join it; ask co(...) first, or write {a, b} for values")},
    {"attempt to compare",
     N_("the two sides cannot be compared, one of them holds nothing or is of another kind; ask co(...) first"),
     NULL},
    {"attempt to get length", N_("# counts the items of a list, and this is none; check what it was given"),
     N_("# counts the items of a list, and “%.*s” is none; check what it was given")},
    {"bad argument", N_("the function was not given what it takes; check what stands in its brackets"),
     N_("“%.*s” was not given what it takes; check what stands in its brackets")},
    {"unexpected symbol",
     N_("a sign stands here that does not belong here; take it away, or close what stands before it"), NULL},
    {"unfinished string", N_("the quotation mark is not closed; close it on the same line"), NULL},
    {"'end' expected", N_("an if, for or function that begins here lacks its end; add end"), NULL},
    {"'then' expected", N_("an if lacks its then; write if ... then"), NULL},
    {"'do' expected", N_("a for or while lacks its do; write for ... do"), NULL},
    {"'}' expected", N_("a brace { is not closed, or a comma is missing; close it"), NULL},
    {"')' expected", N_("a bracket ( is not closed, or a comma is missing; close it"), NULL},
    {"']' expected", N_("a bracket [ is not closed; close it"), NULL},
    {"'=' expected", N_("a name stands here alone; write name = value, or call a function"), NULL},
    {"<name> expected", N_("a name is wanted here; write letters, digits and _"), NULL},
    {"<eof> expected", N_("there is an end too many; take it away"), NULL},
};

/* What stands in the message's first quotation marks: (local 'x'), to 'ipairs'. */
static struct str quoted(struct str message) {
    size_t from = str_find(message, STR("'"), 0);
    size_t to = from == STR_NONE ? STR_NONE : str_find(message, STR("'"), from + 1);
    return to == STR_NONE ? STR("") : str_cut(message, from + 1, to);
}

void lua_words(struct buf *out, struct str message) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (!str_starts(message, str_of(meanings[i].said)))
            continue;
        struct str name = quoted(message);
        if (meanings[i].means_named && name.len)
            buf_printf(out, _(meanings[i].means_named), STR_ARG(name));
        else
            buf_puts(out, _(meanings[i].means));
        buf_printf(out, " (Lua: %.*s)", STR_ARG(message));
        return;
    }
    buf_str(out, message);
}
