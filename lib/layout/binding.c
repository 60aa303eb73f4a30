/* binding.c - which words a line must not part: a number and its unit, "khoảng" and its number, "TP." and its name; and
 * where a word too long for its line may be cut. */
#include "layout/inline.h"
#include <string.h>

/* First syllables of units that follow a number. Sorted by bytes: looked up by bisection. */
static const char *const units[] = {
    "%",     "biên",  "bài",   "bàn",   "bản",  "bậc",    "bộ",     "ca",    "chuyên", "chức",  "cuốn",
    "cuộc",  "cái",   "cán",   "công",  "cơ",   "cấp",    "giáo",   "giải",  "giờ",    "ha",    "hec",
    "huyện", "hồ",    "hộ",    "khu",   "khóa", "kilô",   "km",     "km²",   "kỳ",     "lao",   "lượt",
    "lần",   "lớp",   "m",     "m²",    "mét",  "nghìn",  "ngàn",   "ngành", "ngày",   "người", "ngạch",
    "nhiệm", "năm",   "phiếu", "phòng", "phút", "phường", "phần",   "quyết", "quyển",  "quý",   "suất",
    "số",    "tháng", "thôn",  "tiêu",  "tiết", "triệu",  "trường", "tuần",  "tuổi",   "tấn",   "tỉnh",
    "tổ",    "tổng",  "tỷ",    "viên",  "việc", "văn",    "vạn",    "vị",    "vụ",     "xã",    "điểm",
    "đoàn",  "đô",    "đơn",   "đại",   "đảng", "đề",     "đồng",   "đội",   "đợt",    "‰",
};

/* Words that a number (or Roman number) after them belongs to; small letters, the capital one is tried too. */
static const char *const leads[] = {
    "bảng", "chương", "gần", "hình",  "hơn",  "hạng", "khoản", "khoảng", "khóa",
    "kỳ",   "loại",   "lục", "mục",   "ngày", "nhóm", "nhất",  "năm",    "phần",
    "quý",  "quận",   "số",  "tháng", "thứ",  "tầm",  "điều",  "điểm",   "đồ",
};

static int compare_word(struct str word, const char *entry) {
    size_t len = strlen(entry);
    int order = memcmp(word.at, entry, word.len < len ? word.len : len);
    return order ? order : (word.len > len) - (word.len < len);
}

static bool listed(const char *const *list, size_t n, struct str word) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_word(word, list[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}
#define LISTED(list, word) listed(list, sizeof(list) / sizeof *(list), word)

static struct str trim_end(struct str word) {
    static const char marks[] = ".,;:!?)]\"";
    while (word.len > 0 && strchr(marks, word.at[word.len - 1]))
        word.len--;
    return word;
}

static struct str trim_start(struct str word) {
    while (word.len > 0 && strchr("([\"", word.at[0]))
        word = str_cut(word, 1, word.len);
    return word;
}

static bool ends_number(struct str word) {
    return word.len > 0 && (is_digit(word.at[word.len - 1]) || word.at[word.len - 1] == '%');
}

static bool starts_number(struct str word) {
    if (word.len > 1 && strchr("+-", word.at[0]))
        return is_digit(word.at[1]);
    return digit_at(word, 0);
}

static bool is_roman(struct str word) {
    if (word.len == 0 || !strchr("IVXLC", word.at[0])) /* nearly all words */
        return false;
    word = trim_end(word);
    for (size_t i = 1; i < word.len; i++)
        if (!strchr("IVXLC", word.at[i]))
            return false;
    return true;
}

/* A sum goes on after its sign: "0,8 + | 1". */
static bool is_sign(struct str word) {
    return word.len == 1 && strchr("+=*/", word.at[0]);
}

static bool is_dash(struct str word) {
    return str_equal(word, STR("-")) || str_equal(word, STR("\xe2\x80\x93")) ||
           str_equal(word, STR("\xe2\x80\x94"));
}

/* Small first letter, for the words of the lists: ASCII, and the Đ of Điều, Điểm, Đến. */
static bool is_lead(struct str word) {
    char lower[16];
    word = trim_start(word);
    if (word.len < 2 || word.len >= sizeof lower)
        return false;
    memcpy(lower, word.at, word.len);
    if (lower[0] >= 'A' && lower[0] <= 'Z')
        lower[0] = (char)(lower[0] - 'A' + 'a');
    else if (!memcmp(lower, "\xc4\x90", 2))
        lower[1] = '\x91';
    return LISTED(leads, ((struct str){lower, word.len}));
}

/* "TP.", "TX.", "ThS.": up to three letters with a capital first and a full stop. */
static bool is_abbreviation(struct str word) {
    word = trim_start(word);
    if (word.len < 2 || word.len > 4 || word.at[word.len - 1] != '.' || word.at[0] < 'A' || word.at[0] > 'Z')
        return false;
    return !is_roman(word);
}

/* "ngày 05 | tháng 01 | năm 2026": between the parts of a date a line may break, else the whole date is one lump. */
static bool date_goes_on(struct str earlier, struct str after) {
    return (str_equal(trim_start(earlier), STR("ngày")) && str_equal(after, STR("tháng"))) ||
           (str_equal(trim_start(earlier), STR("tháng")) && str_equal(after, STR("năm")));
}

bool binding_holds(struct str earlier, struct str before, struct str after) {
    if (before.len == 0 || after.len == 0)
        return false;
    if (after.len <= 3 && (is_dash(after) || is_sign(after)))
        return true;
    if (ends_number(before)) {
        struct str unit = trim_end(after);
        return LISTED(units, unit) && !date_goes_on(earlier, unit);
    }
    if (starts_number(after) || is_roman(after))
        return is_lead(before);
    if (before.at[before.len - 1] == '.')
        return is_abbreviation(before);
    if (str_equal(before, STR("điểm")))
        return str_equal(trim_end(after), STR("phần"));
    return str_equal(before, STR("phần")) && str_equal(trim_end(after), STR("trăm"));
}
