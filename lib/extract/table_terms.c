/* table_terms.c - the words that tables use around their numbers, as patterns over the key of fold_name. They are few and
 * belong to the form of tables, not to what is measured: that stands in templates/indicators.yaml. */
#include "extract/table.h"

/* Written as for fold_pattern. Those of titles are searched for, the others must match the whole key. */
static const struct {
    const char *pattern;
    bool search;
} terms[TERMS] = {
    [TERM_PERCENT] = {"(?:(?:tỷ lệ|tỷ trọng|cơ cấu|tl)(?: ?\\(?%\\)?)?|\\(?%\\)?|phần trăm)", false},
    [TERM_COUNT] =
        {"(?:số lượng|sl|số người|\\(?người\\)?|số tuyệt đối|tổng số|ts|thực hiện|đã thực hiện|kết quả)",
         false},
    [TERM_GENERIC] =
        {"(?:trong đó.*|trong tổng số.*|chia ra|bao gồm|gồm|cơ cấu.*|(?:chia |phân )?theo trình độ|trình độ|"
         "(?:số lượng,? )?chất lượng.*|số lượng|tổng số.*|(?:chia|phân) theo|thông tin.*|hiện có|"
         "(?:số )?(?:cán bộ|cbcc|công chức)(?:,? (?:và )?(?:công chức|viên chức))*(?: cấp xã| hiện có)*)",
         false},
    [TERM_YEAR] = {"(?:(?:số liệu )?(?:trong )?năm |(?:tính )?đến(?: hết)?(?: ngày| năm)? |ngày )?"
                   "(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-])?((?:19|20|21)[0-9]{2})",
                   false},
    [TERM_RATE] = {"(?:tỷ lệ|tỷ trọng|tl)(?: ?\\(?%\\)?)?|%", true},
    [TERM_TOTAL] =
        {"(?:(?:tổng )?cộng(?: chung)?|tổng(?: số)?|cộng)(?: (?:toàn )?(?:tỉnh|huyện|thành phố|thị xã|xã|phường|"
         "thị trấn|địa bàn)(?: .*)?)?(?: ?\\(.*\\))?(?: ?[:.])?|toàn (?:tỉnh|huyện|thành phố|thị xã|xã)(?: .*)?",
         false},
    [TERM_SUBTOTAL] = {"(?:cộng|tổng)(?: số)?(?: ?[:.])?|cộng .*", false},
    [TERM_NUMERAL] = {"(?:[ivxl]{1,6}|[a-h])[.)/]?", false},
    [TERM_FOOT] =
        {"(?:người lập|lập biểu|người tổng hợp|thủ trưởng|giám đốc|phó giám đốc|chủ tịch|phó chủ tịch|kt\\.|tm\\.|"
         "tl\\.|ký tên|\\(ký|nơi nhận|ghi chú|chú thích|chú giải|nguồn(?: số liệu)?:|\\*|.*ngày .*tháng .*năm"
         "|.*ngày [0-9/. -]+$)",
         true},
    [TERM_MISSING] =
        {"(?:(?:không|chưa) (?:có )?(?:số liệu|báo cáo|thống kê|tổng hợp|gửi|xác định)(?: .*)?|kcsl|ksl|n/?a|"
         "#n/a|null|\\?|[.…]+|k/?c)",
         false},
    [TERM_ZERO] = {"(?:không|không có|0 có|k có)", false},
    [TERM_NO] = {"(?:không(?: .*)?|chưa(?: .*)?|ko|k|0|-|–|—|kinh)", false},
    [TERM_CLASS] = {"(?:tên )?(?:các )?(xã|phường|thị trấn|huyện|tỉnh)", false},
    [TERM_DECREE] =
        {"(?:thông tư|nghị định|quyết định|công văn|nghị quyết|luật|ban hành|kèm theo|(?:mẫu|biểu) số(?= ?[0-9])|so với|"
         "kế hoạch số|giai đoạn|nhiệm kỳ)",
         true},
    [TERM_AS_OF] = {"(?:đến|thời điểm)(?: hết)?(?: ngày)? ([0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{4}|"
                    "[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})",
                    true},
    [TERM_TITLE_YEAR] =
        {"(?<!tháng[ ][0-9][ ])(?<!tháng[ ][0-9][0-9][ ])(?:năm|năm:) ((?:19|20|21)[0-9]{2})(?! ?[-–/] ?[0-9])",
         true},
    [TERM_TAIL_YEAR] = {"(?<=[ ])((?:19|20|21)[0-9]{2})\\z", true},
    [TERM_SHARES] =
        {"\\A\\(?(?:đơn vị tính|đơn vị|đvt|đ/v tính) ?:? ?\\(?(?:%|phần trăm|tỷ lệ %)\\)*\\z|\\Atỷ lệ |\\(%\\)\\z|"
         "(?:đơn vị tính|đvt) ?: ?(?:%|phần trăm)\\)?\\z",
         true},
    [TERM_STAFF] =
        {"(?:cán bộ(?: chuyên trách)?|công chức|viên chức|(?<![-/.])cbcc(?:vc)?|người hoạt động không chuyên trách)"
         "(?:(?:,| và|,? và)? (?:cán bộ|công chức|viên chức|người hoạt động không chuyên trách))*"
         "(?: (?:văn hóa(?: ?[-–])? xã hội|VH ?-? ?XH|tư pháp ?[-–] ?hộ tịch|tài chính ?[-–] ?kế toán|văn phòng ?[-–] ?thống kê))?"
         "(?: (?:cấp xã|cấp huyện|cấp tỉnh|xã, phường, thị trấn|cơ sở))?",
         true},
    [TERM_PLAN] = {"(?:kế hoạch|kh)(?: giao| được giao| năm)?|chỉ tiêu(?: giao| được giao| kế hoạch)?",
                   false},
    [TERM_GROUP] =
        {"(?:trong đó:? |số lượng |tổng số |số |đối với |là )*"
         "((?:cán bộ(?: chuyên trách| chủ chốt| lãnh đạo,? quản lý| lãnh đạo| quản lý)?|công chức|viên chức)"
         "(?: cấp (?:xã|huyện|tỉnh))?)(?: hiện có| có mặt)?",
         false},
    [TERM_LEAD] =
        {"\\A(?:tỷ lệ |tl )?(?:tổng số |số lượng |số )?"
         "(?:người |(?:cán bộ|cbcc(?:vc)?|công chức)(?:,? (?:và )?(?:công chức|viên chức))*(?: cấp xã| xã)? )?"
         "(?:trong đó |đã |được |có |đạt |là )*(?:trình độ (?!chuyên môn|lý luận|văn hóa))?",
         true},
    [TERM_ABOUT] =
        {"(?: qua các năm| các năm| giai đoạn| từ năm| trong năm| năm (?:19|20|21)[0-9]{2}| tính đến| đến | có đến"
         "| trên địa bàn| của | toàn (?:tỉnh|huyện|thành phố|thị xã)| tại | theo (?:đơn vị|địa bàn)| chia theo"
         "| phân theo| ?\\().*\\z",
         true},
};

static pcre2_code *compile(const char *pattern, bool search) {
    struct arena arena = ARENA_EMPTY;
    struct str folded = fold_pattern(&arena, str_of(pattern));
    struct str whole = search ? folded : arena_printf(&arena, "\\A(?:%.*s)\\z", STR_ARG(folded));
    int error = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)whole.at, whole.len, PCRE2_UTF | PCRE2_NO_UTF_CHECK, &error, &at, NULL);
    arena_fini(&arena);
    return code;
}

bool terms_compile(pcre2_code *codes[TERMS]) {
    bool ok = true;
    for (int i = 0; i < TERMS; i++) {
        codes[i] = compile(terms[i].pattern, terms[i].search);
        ok &= codes[i] != NULL;
    }
    return ok;
}

bool term_match(const pcre2_code *code, pcre2_match_data *data, struct str key, size_t *from, size_t *to) {
    int groups = pcre2_match(code, (PCRE2_SPTR)key.at, key.len, 0, PCRE2_NO_UTF_CHECK, data, NULL);
    if (groups >= 0) {
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
        size_t pair = groups == 2 || groups == 0 ? 2 : 0;
        if (from)
            *from = ends[pair];
        if (to)
            *to = ends[pair + 1];
    }
    return groups >= 0;
}
