/* catalogue.c - writes the parts of docs/ that come from the code itself: the functions that templates may call, the
 * indicators, the messages. usage: docs_catalogue functions|indicators|messages vi|en ROOT */
#include "doc/function.h"
#include "figure/figure.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A bar would end the cell of a Markdown table. */
static void put_cell(const char *s) {
    for (; *s; s++) {
        if (*s == '|')
            putchar('\\');
        putchar(*s == '\n' ? ' ' : *s);
    }
}

/* ---- functions ------------------------------------------------------------------------------------------------------------ */

static void print_functions(bool vietnamese) {
    puts(vietnamese ? "| hàm | nghĩa |\n| --- | --- |" : "| function | meaning |\n| --- | --- |");
    for (size_t i = 0; i < n_functions; i++) {
        printf("| `");
        put_cell(functions[i].signature);
        printf("` | ");
        put_cell(vietnamese ? functions[i].doc_vi : functions[i].doc_en);
        puts(" |");
    }
}

/* ---- indicators ------------------------------------------------------------------------------------------------------------ */

static int print_indicators(bool vietnamese, const char *root) {
    struct diag diag = {0};
    struct arena arena = ARENA_EMPTY;
    struct catalogue *catalogue =
        catalogue_load(arena_printf(&arena, "%s/templates/indicators.yaml", root).at, &diag);
    if (!catalogue)
        return EXIT_FAILURE;
    puts(vietnamese ? "| mã | tên | đơn vị | là bộ phận của | gộp |\n| --- | --- | --- | --- | --- |"
                    : "| id | name | unit | part of | gathers |\n| --- | --- | --- | --- | --- |");
    for (uint32_t i = 0; i < catalogue->n; i++) {
        const struct indicator *one = &catalogue->items[i];
        printf("| `%s` | ", one->id);
        put_cell(vietnamese ? one->label : one->label_en);
        printf(" | %s | %s%s%s |", one->unit, one->whole ? "`" : "", one->whole ? one->whole : "",
               one->whole ? "`" : "");
        for (uint32_t k = 0; k < one->n_gathers; k++)
            printf("%s`%s`", k ? ", " : " ", one->gathers[k]);
        puts(" |");
    }
    catalogue_free(catalogue);
    arena_fini(&arena);
    diag_fini(&diag);
    return EXIT_SUCCESS;
}

/* ---- messages ---------------------------------------------------------------------------------------------------------------- */

/* One message: the id and the text of a call that reports, as they stand in the source. */
struct message {
    char *id, *text, *level;
};

static struct message *messages;
static size_t n_messages, messages_cap;
static struct arena kept; /* all texts */

static char *copy(struct str s) {
    char *text = arena_alloc(&kept, s.len + 1);
    if (s.len)
        memcpy(text, s.at, s.len);
    return text;
}

static bool id_shaped(const char *s) {
    bool dash = false;
    size_t n = 0;
    for (; s[n]; n++) {
        if ((s[n] < 'a' || s[n] > 'z') && (s[n] < '0' || s[n] > '9') && s[n] != '-')
            return false;
        dash |= s[n] == '-';
    }
    return (dash && n > 4) || !strcmp(s, "yaml") || !strcmp(s, "locked") || !strcmp(s, "stopped") ||
           !strcmp(s, "interrupted") || !strcmp(s, "usage");
}

/* The literals that begin at `*at` ("a" "b"), joined; NULL when there is none. Moves `*at` behind them. */
static char *literal(const char **at) {
    const char *s = *at;
    struct buf text = BUF_EMPTY;
    bool any = false;
    for (;;) {
        while (*s == ' ' || *s == '\n' || *s == '\t')
            s++;
        if (*s != '"')
            break;
        any = true;
        for (s++; *s && *s != '"'; s++) {
            if (*s == '\\' && s[1])
                buf_char(&text, *++s == 'n' ? ' ' : *s == 't' ? ' ' : *s);
            else
                buf_char(&text, *s);
        }
        s += *s == '"';
    }
    *at = s;
    char *joined = any ? copy(buf_view(&text)) : NULL;
    buf_fini(&text);
    return joined;
}

static void note(const char *id, const char *text, const char *level) {
    MEM_ROOM(messages, n_messages, messages_cap);
    messages[n_messages++] = (struct message){copy(str_of(id)), copy(str_of(text)), copy(str_of(level))};
}

/* The call whose parenthesis opens at `s`: its id is the first literal of that shape, its texts stand in _( ). */
static void read_call(const char *s) {
    char *id = NULL;
    char level[16] = "";
    int depth = 0;
    for (; *s; s++) {
        if (*s == '(')
            depth++;
        if (*s == ')' && --depth == 0)
            break;
        if (strncmp(s, "DIAG_", 5) == 0 && !level[0])
            sscanf(s + 5, "%15[A-Z]", level);
        if (*s == '_' && s[1] == '(' && s[2] != ')') {
            const char *at = s + 2;
            char *text = literal(&at);
            if (text && id)
                note(id, text, level);
            s = text ? at : s;
            depth += text != NULL;
            if (*s == ')')
                s--;
            continue;
        }
        if (*s == '"') {
            const char *at = s;
            char *one = literal(&at);
            if (!id && id_shaped(one))
                id = one;
            s = at - 1;
        }
    }
}

static void read_source(const char *path) {
    static const char *const calls[] = {"diag_at(",   "diag_say(",  "build_raise(",
                                        "row_error(", "refuse_at(", "yaml_error(",
                                        "refuse(",    "fault(",     NULL};
    struct buf bytes = BUF_EMPTY;
    struct diag diag = {0};
    if (!file_read(path, &bytes, &diag))
        exit(EXIT_FAILURE);
    buf_char(&bytes, '\0');
    for (const char *s = bytes.at; *s; s++)
        for (const char *const *call = calls; *call; call++)
            if (strncmp(s, *call, strlen(*call)) == 0)
                read_call(s + strlen(*call) - 1);
    buf_fini(&bytes);
    diag_fini(&diag);
}

static int by_id(const void *a, const void *b) {
    const struct message *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : strcmp(x->text, y->text);
}

/* ---- the Vietnamese texts ---------------------------------------------------------------------------------------------------- */

/* The catalogue of texts is "msgid" literals followed by "msgstr" literals. */
static const char *translated(struct map *index, char **texts, const char *text) {
    uint32_t at = map_find(index, str_of(text));
    return at == MAP_NONE ? text : texts[at];
}

static char **read_po(const char *path, struct map *index) {
    struct buf bytes = BUF_EMPTY;
    struct diag diag = {0};
    char **texts = NULL;
    size_t n = 0, cap = 0;
    if (!file_read(path, &bytes, &diag))
        exit(EXIT_FAILURE);
    buf_char(&bytes, '\0');
    for (const char *s = strstr(bytes.at, "\nmsgid "); s; s = strstr(s, "\nmsgid ")) {
        s += 7;
        char *id = literal(&s);
        if (!id || strncmp(s, "msgstr ", 7) != 0)
            continue;
        s += 7;
        MEM_ROOM(texts, n, cap);
        texts[n] = literal(&s);
        map_put(index, str_of(id), (uint32_t)n++);
        s--;
    }
    buf_fini(&bytes);
    diag_fini(&diag);
    return texts;
}

/* Places for values are "…" to the reader; markup of Markdown is escaped. */
static void put_text(const char *s) {
    for (; *s; s++) {
        if (*s == '%' && s[1] == '%') {
            putchar(*s++);
        } else if (*s == '%') {
            while (s[1] && !strchr("sducxzlf", s[1]))
                s++;
            while (s[1] && strchr("lz", s[1]))
                s++;
            s++;
            fputs("…", stdout);
        } else {
            if (strchr("|<*_`", *s))
                putchar('\\');
            putchar(*s);
        }
    }
}

static const char *level_word(const char *level, bool vietnamese) {
    static const char *const words[][3] = {{"NOTE", "note", "lưu ý"},
                                           {"WARNING", "warning", "cảnh báo"},
                                           {"ERROR", "error", "lỗi"},
                                           {"USAGE", "error, status 2", "lỗi, mã 2"},
                                           {"SYSTEM", "error, status 3", "lỗi, mã 3"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i][0], level))
            return words[i][vietnamese ? 2 : 1];
    return vietnamese ? "lỗi" : "error";
}

/* The paths of the sources come on standard input. */
static int print_messages(bool vietnamese, const char *root) {
    struct map index = MAP_EMPTY;
    struct arena arena = ARENA_EMPTY;
    char path[4096];
    char **texts = read_po(arena_printf(&arena, "%s/cmd/hoso/po/vi.po", root).at, &index);
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        read_source(arena_printf(&arena, "%s/%s", root, path).at);
    }
    qsort(messages, n_messages, sizeof *messages, by_id);
    puts(vietnamese ? "| thông báo | mức | nội dung |\n| --- | --- | --- |"
                    : "| message | level | text |\n| --- | --- | --- |");
    for (size_t i = 0; i < n_messages; i++) {
        if (i && by_id(&messages[i], &messages[i - 1]) == 0)
            continue;
        bool again = i && strcmp(messages[i].id, messages[i - 1].id) == 0;
        printf("| %s%s%s | %s | ", again ? "" : "`", again ? "" : messages[i].id, again ? "" : "`",
               level_word(messages[i].level, vietnamese));
        put_text(vietnamese ? translated(&index, texts, messages[i].text) : messages[i].text);
        puts(" |");
    }
    map_fini(&index);
    free(texts);
    free(messages);
    arena_fini(&arena);
    arena_fini(&kept);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    if (argc != 4)
        return fputs("usage: docs_catalogue functions|indicators|messages vi|en ROOT\n", stderr),
               EXIT_FAILURE;
    bool vietnamese = strcmp(argv[2], "vi") == 0;
    if (!strcmp(argv[1], "functions"))
        return print_functions(vietnamese), EXIT_SUCCESS;
    if (!strcmp(argv[1], "indicators"))
        return print_indicators(vietnamese, argv[3]);
    return print_messages(vietnamese, argv[3]);
}
