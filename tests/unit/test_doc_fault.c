/* What is wrong in a template is said at its line and column, whether Lua finds it or we do. */
#include "filled.h"

static struct filled f;

/* The template's body fails with a message that begins so. */
static void fails(const char *body, const char *message) {
    filled_start(&f);
    struct buf template = BUF_EMPTY;
    buf_printf(&template, "%s%s", HEAD, body);
    const char *said = fill(&f, template.at);
    if (strncmp(said, message, strlen(message)) != 0)
        fail_msg("expected: %s\ngot:      %s", message, said);
    buf_fini(&template);
    filled_end(&f);
}

static void test_head(void **state) {
    (void)state;
    filled_start(&f);
    has(fill(&f, "# không có phần đầu\n"), "1:1: template-head: the template has no head");
    filled_end(&f);
    filled_start(&f);
    has(fill(&f, "---\nkind: letter\n---\n"), "there is no kind of dossier “letter”");
    filled_end(&f);
    filled_start(&f);
    has(fill(&f, "---\nkind: report\ncolour: red\n---\n"), "3:1: yaml: ");
    filled_end(&f);
}

static void test_unclosed(void **state) {
    (void)state;
    fails("Có {{ so(\"staff.total\") người.\n", "4:4: template-unclosed: {{ is not closed");
    fails("a\n{% if true then\n", "5:1: template-unclosed: {% is not closed");
    fails("a\nb {# c\n", "5:3: template-unclosed: {# is not closed");
    fails("a\n\n```bang\ncot = {}\n", "6:1: template-unclosed: the block “bang” is not closed");
    fails("```bảng\n```\n", "4:4: template-block: there is no block “bảng”; the blocks are so-chinh, bang");
}

static void test_syntax(void **state) {
    (void)state;
    fails(
        "một\n{% if x %}\nhai\n{% end %}\n",
        "5:3: template-syntax: Lua does not understand this: an if lacks its then; write if ... then (Lua: 'then' expected)");
    fails(
        "một\n{% for i = 1, 2 do %}\nhai\n",
        "5:3: template-syntax: Lua does not understand this: an if, for or function that begins here lacks its end; add end (Lua: 'end' expected (to close 'for' at line 5))");
    fails(
        "một {{ so( ] }}\n",
        "4:12: template-syntax: Lua does not understand this: a sign stands here that does not belong here; take it away, or close what stands before it (Lua: unexpected symbol near ']')");
    fails(
        "```bang\ncot = { {\"a\" },\ndong = ] 3\n```\n",
        "6:8: template-syntax: Lua does not understand this: a sign stands here that does not belong here; take it away, or close what stands before it (Lua: unexpected symbol near ']')");
}

static void test_names(void **state) {
    (void)state;
    fails("một {{ 1 }} và {{ chech(\"edu.university\") }}\n",
          "4:19: template-name: there is no “chech”; the nearest function is chenh");
    fails("{{ so(\"edu.universty\", 2021) }}\n",
          "4:8: template-indicator: there is no indicator “edu.universty”; the nearest are edu.university");
    fails("{{ so(\"staff.total\").giatri }}\n",
          "4:22: template-key: there is no field “giatri” here; there is gia_tri");
    fails("{{ so(\"staff.total\", {o = 1}) }}\n", "4:23: template-key: {tai=, ty_le=} has no field “o”");
    fails("một\n\n```so-chinh\n{so = 1, nhãn = 2},\n```\n", "7:");
    fails("{{ co_cau(\"education\") }}\n",
          "4:12: template-indicator: there is no family of classes “education”");
    fails("{{ co_cau(\"edu\") }}\n", "4:3: template-value: a mix prints as a table");
}

static void test_missing(void **state) {
    (void)state;
    fails(
        "Năm 2016 có {{ so(\"staff.total\", 2016) }} người.\n",
        "4:20: template-missing: nobody states staff.total of tỉnh A in 2016; ask co(...) first or give hoac(..., "
        "\"...\"); stated are: edu.university");
    fails("{% if so(\"staff.total\", 2016) > 3 then %}a{% end %}\n",
          "4:3: template-missing: a figure that nobody");
    fails("{{ nil }}\n", "4:3: template-value: the expression gives nothing (nil)");
    fails("{{ 1.5 }}\n", "4:3: template-value: {{ }}: a number with a fraction cannot be printed");
    fails("{{ so }}\n", "4:");
}

static void test_limits(void **state) {
    (void)state;
    fails("một\n{% while true do end %}\n", "5:3: template-steps: ");
    fails("một\n{% while true do %}\nhai\n{% end %}\n", "6:1: template-limit: the dossier becomes too long");
    fails("một\n{% local s = \"x\"\nwhile true do s = s .. s end %}\n", "6:1: template-memory: ");
    fails("một\n{% local t = {}\nwhile true do t[#t + 1] = {} end %}\n", "6:1: template-");
    fails("{% local p = so(\"staff.total\") .. \"\"\nwhile true do p = p .. p end %}\n",
          "5:1: template-limit: ");
    fails("{% local s = string.rep(\"x\", 1 << 40) %}\n", "4:3: template-lua: the repeated text is too long");
    fails("{% local s = string.rep(\"xy\", (1 << 19) + 1) %}\n",
          "4:3: template-lua: the repeated text is too long");
    fails("{% local p = {} for i = 1, 10001 do p[i] = \"a\" end %}\n{{ p }}\n",
          "5:3: template-limit: the list is too long");
    fails("{% local function r() return r() + 1 end r() %}\n", "4:3: template-memory: ");
}

static void test_nothing_outside(void **state) {
    (void)state;
    static const char *const names[] = {"io",     "os",     "require",        "load",         "loadstring",
                                        "dofile", "debug",  "collectgarbage", "getmetatable", "pcall",
                                        "next",   "rawget", "coroutine",      "package",      "setmetatable",
                                        "rawset", "_G",     "loadfile"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char body[100], message[100];
        snprintf(body, sizeof body, "{%% local x = %s %%}\n", names[i]);
        snprintf(message, sizeof message, "4:14: template-name: there is no “%s”", names[i]);
        fails(body, message);
    }
    fails("{{ math.random and \"có\" or \"không\" }}{{ string.dump and \"có\" or x }}\n", "4:");
    fails(
        "{{ (\"x\"):gsub(\"x\", \"y\") }}\n",
        "4:3: template-lua: there is no function “gsub”; check its spelling (Lua: attempt to call a nil value (method 'gsub'))");
}

static void test_markdown(void **state) {
    (void)state;
    fails("một\n\n<b>hai</b>\n", "6:1: template-html: ");
    fails("một\n\n    hai\n", "6:5: template-indent: ");
    fails("một\n\n![hình](a.png)\n", "6:1: template-markdown: ");
    fails("một \xEE\x80\x80\n", "4:5: template-private-use: the character U+E000");
    fails("- một\n\n```ngat-trang\n```\n\n  {{ \"\\u{E000}\" }}\n", "");
}

static void test_raised(void **state) {
    (void)state;
    fails("một\n{% error(\"thiếu biểu\") %}\n", "5:3: template-lua: thiếu biểu");
    fails(
        "một\n{% local x = nil; local y = x.z %}\n",
        "5:3: template-lua: “x” holds nothing here, so it has no field; ask co(...) first, or give it a value (Lua: attempt to index a nil value (local 'x'))");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),     cmocka_unit_test(test_unclosed),
        cmocka_unit_test(test_syntax),   cmocka_unit_test(test_names),
        cmocka_unit_test(test_missing),  cmocka_unit_test(test_limits),
        cmocka_unit_test(test_markdown), cmocka_unit_test(test_nothing_outside),
        cmocka_unit_test(test_raised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
