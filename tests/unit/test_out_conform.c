/* The check before writing: a sound file passes, and each change that breaks a rule is found and named by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "out/conform.h"
#include <cmocka.h>
#include <string.h>

/* ---- a sound file ------------------------------------------------------------------------------------------------ */

#define XMP                                                                                                  \
    "\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>" \
    "<dc:title>x</dc:title><xmp:CreateDate>2021-12-31T00:00:00+07:00</xmp:CreateDate>\n"

enum { ROOT = 1, INFO, PAGES, PAGE, FONTS, FONT, CID, DESCRIPTOR, PROGRAM, LETTERS, PROFILE, META, LINK };
enum {
    TREE = LINK + 1,
    BACK,
    DOCUMENT,
    HEADING,
    ANCHOR,
    TABLE,
    ROW,
    HEAD,
    CELL,
    FIGURE,
    NOTE,
    OBJECTS = NOTE
};

static const struct {
    const char *dict, *stream;
} sound[OBJECTS + 1] = {
    [ROOT] =
        {"/Type/Catalog/Pages 3 0 R/ViewerPreferences<</DisplayDocTitle true>>/Lang(vi-VN)/Metadata 12 0 R"
         "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/DestOutputProfile 11 0 R>>]/MarkInfo<</Marked true>>"
         "/StructTreeRoot 14 0 R",
         ""},
    [INFO] = {"/Title<FEFF0078>/CreationDate(D:20211231000000+07'00')", ""},
    [PAGES] = {"/Type/Pages/Kids[4 0 R]/Count 1", ""},
    [PAGE] =
        {"/Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Resources<</Font 5 0 R>>/Annots[13 0 R]/StructParents 0"
         "/Tabs/S",
         ""},
    [FONTS] = {"/F0 6 0 R", ""},
    [FONT] =
        {"/Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 10 0 R",
         ""},
    [CID] = {"/Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/FontDescriptor 8 0 R/W[3 [500]]", ""},
    [DESCRIPTOR] = {"/Type/FontDescriptor/FontName/A/FontFile2 9 0 R", ""},
    [PROGRAM] = {"/Length 7", "\nprogram\n"},
    [LETTERS] = {"/Length 7", "\nletters\n"},
    [PROFILE] = {"/N 3/Length 7", "\nprofile\n"},
    [META] = {"/Type/Metadata/Subtype/XML", XMP},
    [LINK] =
        {"/Type/Annot/Subtype/Link/F 4/Rect[0 0 9 9]/Dest[4 0 R/XYZ null 9 null]/Contents(p. 2)/StructParent 1",
         ""},
    [TREE] = {"/Type/StructTreeRoot/K 16 0 R/ParentTree 15 0 R/ParentTreeNextKey 2", ""},
    [BACK] = {"/Nums[0[17 0 R 18 0 R 21 0 R 22 0 R 23 0 R 24 0 R]\n1 18 0 R\n]", ""},
    [DOCUMENT] = {"/S/Document/P 14 0 R/K[17 0 R 18 0 R 19 0 R 23 0 R 24 0 R]", ""},
    [HEADING] = {"/S/H1/P 16 0 R/Pg 4 0 R/K 0", ""},
    [ANCHOR] = {"/S/Link/P 16 0 R/Pg 4 0 R/K[1 <</Type/OBJR/Obj 13 0 R>>]", ""},
    [TABLE] = {"/S/Table/P 16 0 R/K 20 0 R", ""},
    [ROW] = {"/S/TR/P 19 0 R/K[21 0 R 22 0 R]", ""},
    [HEAD] = {"/S/TH/P 20 0 R/Pg 4 0 R/A<</O/Table/Scope/Row>>/K 2", ""},
    [CELL] = {"/S/TD/P 20 0 R/Pg 4 0 R/K[<</Type/MCR/Pg 4 0 R/MCID 3>>]", ""},
    [FIGURE] = {"/S/Figure/P 16 0 R/Pg 4 0 R/Alt(chart)/K 4", ""},
    [NOTE] = {"/S/Note/P 16 0 R/Pg 4 0 R/ID(n1)/K 5", ""},
};

#define PIECE(role, id) "/" role "<</MCID " id ">>BDC\nBT\n/F0 13 Tf\n85 700 Td\n[(AB)-3(CDEF)]TJ\nET\nEMC\n"
#define CONTENT                                                                                              \
    "\n/Artifact BMC\n0.5 w\n1 0 0 RG\n[2]0 d\n0 0 m 9 9 l S\nEMC\n" PIECE("H1", "0") PIECE("Link", "1")     \
        PIECE("TH", "2") PIECE("TD", "3") PIECE("Figure", "4") PIECE("Note", "5")

/* The text with `from` replaced by `to` once, in the arena. */
static struct str changed(struct arena *arena, const char *text, const char *from, const char *to) {
    struct str whole = str_of(text);
    size_t at = str_find(whole, str_of(from), 0);
    assert_true(at != STR_NONE);
    return arena_printf(arena, "%.*s%s%s", (int)at, text, to, text + at + strlen(from));
}

/* Judges the sound file with one change: in object `id`'s dictionary, or its stream where that has `from`, or, id 0, in the
 * content. NULL when it passes, else the rule. */
static const char *judged(struct arena *arena, bool universal, uint32_t id, const char *from,
                          const char *to) {
    struct conform conform;
    struct diag diag = DIAG_EMPTY;
    const char *rule = NULL;
    conform_start(&conform, arena, (struct claims){.universal = universal}, 1);
    conform_content(&conform, 0, id == 0 && from ? changed(arena, CONTENT, from, to) : str_of(CONTENT));
    conform_objects(&conform, OBJECTS);
    for (uint32_t i = 1; i <= OBJECTS; i++) {
        struct str dict = str_of(sound[i].dict), stream = str_of(sound[i].stream);
        if (i == id && str_find(stream, str_of(from), 0) != STR_NONE)
            stream = changed(arena, sound[i].stream, from, to);
        else if (i == id)
            dict = changed(arena, sound[i].dict, from, to);
        conform_object(&conform, i, dict, stream);
    }
    if (!conform_check(&conform, ROOT, INFO, &diag)) {
        assert_non_null(diag.first);
        assert_string_equal(diag.first->id, "pdf-conformance");
        assert_int_equal(diag.first->level, DIAG_SYSTEM);
        assert_null(diag.first->next);
        rule = arena_strdup(arena, diag.first->text);
    }
    assert_true((rule == NULL) == (diag.first == NULL));
    diag_fini(&diag);
    return rule;
}

static void a_sound_file_passes(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    const char *rule = judged(&arena, true, 0, NULL, NULL);
    if (rule)
        fail_msg("%s", rule);
    /* The archive's part alone asks for no marks. */
    rule = judged(&arena, false, META, "<pdfuaid:part>1</pdfuaid:part>", "");
    if (rule)
        fail_msg("%s", rule);
    arena_fini(&arena);
}

/* ---- what breaks it ---------------------------------------------------------------------------------------------- */

static const struct {
    uint32_t id;
    const char *from, *to, *rule;
} faults[] = {
    {ROOT, "/Lang(vi-VN)", "", "7.2"},
    {ROOT, "/Lang(vi-VN)", "/Lang(vi-VN)/AcroForm<</SigFlags 1/Fields[13 0 R]>>", "12.7.2"},
    {ROOT, "/Lang(vi-VN)", "/Lang(vi-VN)/AcroForm<</SigFlags 1/Fields[]>>", "12.7.2"},
    {LINK, "/Subtype/Link", "/Subtype/Widget", "not known to be allowed"},
    {LINK, "/Link/F 4/Rect[0 0 9 9]/Dest[4 0 R/XYZ null 9 null]/Contents(p. 2)",
     "/Widget/FT/Tx/T(a)/TU(b)/F 4/Rect[0 0 9 9]", "12.7.4.5"},
    {LINK, "/Link/F 4/Rect[0 0 9 9]/Dest[4 0 R/XYZ null 9 null]/Contents(p. 2)",
     "/Widget/FT/Sig/T(a)/F 4/Rect[0 0 9 9]", "7.18.4"},
    {LINK, "/Link/F 4/Rect[0 0 9 9]/Dest[4 0 R/XYZ null 9 null]/Contents(p. 2)",
     "/Widget/FT/Sig/T(a)/TU(b)/F 4/Rect[0 0 9 9]", "6.3.3"},
    {ROOT, "true>>/Lang", "false>>/Lang", "7.1: the title is not shown"},
    {ROOT, "Marked true", "Marked false", "not marked"},
    {ROOT, "/Metadata 12 0 R", "", "6.6.2"},
    {ROOT, "GTS_PDFA1", "GTS_PDFX", "6.2.3"},
    {ROOT, "DestOutputProfile 11 0 R", "DestOutputProfile 10 0 R", "6.2.4.3"},
    {ROOT, "/Lang", "/OpenAction<</S/JavaScript/JS(x)>>/Lang", "an entry"},
    {ROOT, "/Pages 3 0 R", "/Pages 99 0 R", "cannot be read"},
    {ROOT, ">>]/MarkInfo", "]/MarkInfo", "cannot be read"},
    {INFO, "20211231", "20211230", "6.6.3"},
    {PAGES, "[4 0 R]", "[4 0 R 4 0 R]", "tree of pages"},
    {PAGES, "[4 0 R]", "[]", "tree of pages"},
    {PAGES, "[4 0 R]", "[3 0 R]", "tree of pages"},
    {PAGE, "/Tabs/S", "", "7.18.3"},
    {PAGE, "/StructParents 0", "/StructParents 1", "14.7.4.4"},
    {PAGE, "/Font 5 0 R", "/Font 5 0 R/XObject<<>>", "6.2.2"},
    {PAGE, "/Tabs", "/AA<<>>/Tabs", "an entry"},
    {FONTS, "/F0", "/F1", "6.2.2"},
    {FONT, "/ToUnicode 10 0 R", "", "6.2.11.7"},
    {FONT, "Identity-H", "WinAnsiEncoding", "6.2.11.3"},
    {CID, "/CIDToGIDMap/Identity", "", "6.2.11.3"},
    {CID, "/W[3 [500]]", "", "6.2.11.5"},
    {DESCRIPTOR, "/FontFile2 9 0 R", "", "6.2.11.4"},
    {PROFILE, "/N 3", "/N 4", "6.2.4.3"},
    {META, "part>2", "part>3", "6.6.4"},
    {META, "<pdfuaid:part>1</pdfuaid:part>", "", "PDF/UA-1 5"},
    {META, "<dc:title>x</dc:title>", "", "no title"},
    {META, "<xmp:CreateDate>2021", "<xmp:CreateDate>2020", "6.6.3"},
    {LINK, "/F 4", "/F 6", "6.3.2"},
    {LINK, "/F 4", "", "6.3.2"},
    {LINK, "/Subtype/Link", "/Subtype/Movie", "6.3.1"},
    {LINK, "/Contents(p. 2)", "", "7.18.5"},
    {LINK, "/StructParent 1", "", "7.18.1"},
    {LINK, "/StructParent 1", "/StructParent 2", "7.18.1"},
    {LINK, "/Dest[4 0 R/XYZ null 9 null]", "/A<</S/Launch>>", "an entry"},
    {TREE, "/K 16 0 R", "", "14.7"},
    {BACK, "0[17 0 R 18", "0[18 0 R 18", "another element"},
    {BACK, " 24 0 R]", "]", "in no element"},
    {BACK, "1 18 0 R", "1 17 0 R", "7.18.1"},
    {BACK, "\n1 18 0 R\n", "", "ParentTree"},
    {DOCUMENT, "/K[17 0 R", "/K[", "parent does not know it"},
    {DOCUMENT, "/K[17 0 R", "/K[17 0 R 17 0 R", "another's"},
    {HEADING, "/S/H1", "/S/H2", "7.4.2"},
    {HEADING, "/S/H1", "/S/Hx", "not standard"},
    {HEADING, "/K 0", "", "14.7.4.4"},
    {HEADING, "/K 0", "/K 1", "another's"},
    {HEADING, "/P 16 0 R", "/P 19 0 R", "parent does not know it"},
    {ANCHOR, "/S/Link", "/S/Span", "7.18.5"},
    {ANCHOR, " <</Type/OBJR/Obj 13 0 R>>", "", "7.18.1"},
    {ROW, "/S/TR", "/S/P", "must not"},
    {TABLE, "/S/Table", "/S/Sect", "must not"},
    {HEAD, "/A<</O/Table/Scope/Row>>", "", "7.5"},
    {HEAD, "/Scope/Row", "/ColSpan 2", "7.5"},
    {CELL, "/MCID 3", "/MCID 6", "not there"},
    {CELL, "MCR/Pg 4 0 R", "MCR/Pg 3 0 R", "not there"},
    {FIGURE, "/Alt(chart)", "", "7.3"},
    {NOTE, "/ID(n1)", "", "7.9"},
    {0, "/Artifact BMC", "", "not marked"},
    {0, "/Artifact", "/Span", "neither"},
    {0, "EMC\n", "", "lie in one another"},
    {0, "/H1<</MCID 0>>BDC", "/H1<</MCID 1>>BDC", "count on"},
    {0, "/H1<<", "/Foo<<", "not standard"},
    {0, "0.5 w", "/Im0 Do", "operator"},
    {0, "1 0 0 RG", "1 0 0 0 K", "operator"},
    {0, "(AB)", "(\\000\\0)", ".notdef"},
    {0, "(CDEF)", "(\\000\\001AB\\n\\\\\\000\\000)", ".notdef"},
    {0, "(CDEF)", "(CDE)", "within a glyph"},
    {0, "(CDEF)", "(CDE\\", "ends within"},
    {0, "(CDEF)", "<0001>", "strings and numbers"},
    {0, "[(AB)-3(CDEF)]", "(AB)", "no array"},
    {0, "/F0", "/F9", "6.2.2"},
    {0, "/F0", "/F3", "6.2.2"},
    {0, "[(AB)-3(CDEF)]", "[(AB)-3(CD", "ends within"},
    {0, "[(AB)-3(CDEF)]", "[(AB)-3", "strings and numbers"},
    {0, "0.5 w", "0.5 ] w", "ends within"},
};

/* ---- attached files ---------------------------------------------------------------------------------------------- */

enum { SPEC = OBJECTS + 1, FILE_STREAM, WITH_FILE = FILE_STREAM };

/* The sound file with one attached, changed: in the catalog's entries, the specification or the file. */
static const char *judged_with_file(struct arena *arena, const char *catalog, const char *spec,
                                    const char *file) {
    struct conform conform;
    struct diag diag = DIAG_EMPTY;
    const char *rule = NULL;
    conform_start(&conform, arena, (struct claims){.universal = true, .attached = true}, 1);
    conform_content(&conform, 0, str_of(CONTENT));
    conform_objects(&conform, WITH_FILE);
    for (uint32_t i = 1; i <= OBJECTS; i++)
        conform_object(&conform, i, str_of(sound[i].dict), str_of(sound[i].stream));
    conform_object(&conform, ROOT, arena_printf(arena, "%s%s", sound[ROOT].dict, catalog), STR(""));
    conform_object(&conform, META, str_of(sound[META].dict), changed(arena, XMP, "part>2<", "part>3<"));
    conform_object(&conform, SPEC, str_of(spec), STR(""));
    conform_object(&conform, FILE_STREAM, str_of(file), STR("\nbytes\n"));
    if (!conform_check(&conform, ROOT, INFO, &diag))
        rule = arena_strdup(arena, diag.first->text);
    diag_fini(&diag);
    return rule;
}

#define NAMED     "/AF[25 0 R]/Names<</EmbeddedFiles<</Names[<FEFF0061>25 0 R]>>>>"
#define DESCRIBED "/Type/Filespec/F(a)/UF<FEFF0061>/Desc(a)/AFRelationship/Data/EF<</F 26 0 R/UF 26 0 R>>"
#define EMBEDDED  "/Type/EmbeddedFile/Subtype/text#2Fcsv/Params<</Size 5>>/Length 5"

static void each_fault_of_an_attached_file_is_found(void **state) {
    (void)state;
    static const struct {
        const char *catalog, *spec, *file;
    } bad[] = {
        {"", DESCRIBED, EMBEDDED},
        {"/AF[25 0 R]", DESCRIBED, EMBEDDED},
        {"/Names<</EmbeddedFiles<</Names[<FEFF0061>25 0 R]>>>>", DESCRIBED, EMBEDDED},
        {"/AF[25 0 R 25 0 R]/Names<</EmbeddedFiles<</Names[<FEFF0061>25 0 R<FEFF0061>25 0 R]>>>>", DESCRIBED,
         EMBEDDED},
        {NAMED, "/Type/Filespec/F(a)/UF<FEFF0061>/Desc(a)/AFRelationship/Thing/EF<</F 26 0 R>>", EMBEDDED},
        {NAMED, "/Type/Filespec/F(a)/Desc(a)/AFRelationship/Data/EF<</F 26 0 R>>", EMBEDDED},
        {NAMED, "/Type/Filespec/F(a)/UF<FEFF0061>/Desc(a)/AFRelationship/Data/EF<</F 24 0 R>>", EMBEDDED},
        {NAMED, DESCRIBED, "/Type/EmbeddedFile/Params<</Size 5>>/Length 5"},
        {NAMED, DESCRIBED, "/Type/EmbeddedFile/Subtype/text#2Fcsv/Length 5"},
    };
    struct arena arena = ARENA_EMPTY;
    const char *rule = judged_with_file(&arena, NAMED, DESCRIBED, EMBEDDED);
    if (rule)
        fail_msg("%s", rule);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rule = judged_with_file(&arena, bad[i].catalog, bad[i].spec, bad[i].file);
        if (!rule || (!strstr(rule, "PDF/A-3 6.8") && !strstr(rule, "7.9.6")))
            fail_msg("%zu: %s", i, rule ? rule : "passes");
    }
    arena_fini(&arena);
}

static void each_fault_is_found(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct arena arena = ARENA_EMPTY;
        const char *rule = judged(&arena, true, faults[i].id, faults[i].from, faults[i].to);
        if (!rule || !strstr(rule, faults[i].rule))
            fail_msg("object %u, %s -> %s: %s, not %s", (unsigned)faults[i].id, faults[i].from, faults[i].to,
                     rule ? rule : "passes", faults[i].rule);
        arena_fini(&arena);
    }
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static void values_are_read_back(void **state) {
    (void)state;
    static const struct {
        enum value_type type;
        const char *text;
        int64_t number;
    } expected[] = {
        {VALUE_NAME, "Name", 0},     {VALUE_NUMBER, "-12", -12},      {VALUE_NUMBER, "0.5", 0},
        {VALUE_REF, "12", 12},       {VALUE_STRING, "a(b\\))c", 0},   {VALUE_HEX, "FEFF", 0},
        {VALUE_ARRAY, "1[2](])", 0}, {VALUE_DICT, "/K<</L<41>>>", 0}, {VALUE_WORD, "true", 0},
        {VALUE_NUMBER, "3", 3},      {VALUE_NUMBER, "0", 0},          {VALUE_WORD, "Rx", 0},
    };
    struct str rest = STR("/Name -12 0.5 12 0 R(a(b\\))c)<FEFF>[1[2](])]<</K<</L<41>>>>>true 3 0 Rx");
    struct value value;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_true(syntax_next(&rest, &value));
        assert_int_equal(value.type, expected[i].type);
        assert_true(str_equal(value.text, str_of(expected[i].text)));
        assert_int_equal(value.number, expected[i].number);
    }
    assert_false(syntax_next(&rest, &value));
    assert_int_equal(rest.len, 0);
}

static void what_does_not_end_is_no_value(void **state) {
    (void)state;
    static const char *const torn[] = {"(a\\)", "<12", "<</K 1", "[1 2", "[(]", "[<12", ")", ">", "<</K(>>"};
    for (size_t i = 0; i < sizeof torn / sizeof *torn; i++) {
        struct str rest = str_of(torn[i]);
        struct value value;
        assert_false(syntax_next(&rest, &value));
        assert_true(rest.len > 0);
    }
    struct entries entries;
    assert_false(syntax_entries(STR("/A 1/A 2"), &entries));
    assert_false(syntax_entries(STR("/A"), &entries));
    assert_false(syntax_entries(STR("1/A"), &entries));
    assert_true(syntax_entries(STR(""), &entries));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_file_passes),
        cmocka_unit_test(each_fault_is_found),
        cmocka_unit_test(values_are_read_back),
        cmocka_unit_test(what_does_not_end_is_no_value),
        cmocka_unit_test(each_fault_of_an_attached_file_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
