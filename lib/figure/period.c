/* period.c - the years that a figure holds for, in the short form of the tables: "2021", "2010/2015", "2017/". */
#include "figure/figure.h"

static bool read_year(struct str s, int16_t *year) {
    if (s.len != 4)
        return false;
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        value = value * 10 + (s.at[i] - '0');
    }
    *year = (int16_t)value;
    return value >= DATE_YEAR_FIRST && value <= DATE_YEAR_LAST;
}

bool period_parse(struct str s, struct period *out) {
    *out = (struct period){0};
    if (s.len == 0)
        return true;
    if (!read_year(str_cut(s, 0, 4), &out->from))
        return false;
    if (s.len == 4) {
        out->to = out->from;
        return true;
    }
    if (s.at[4] != '/')
        return false;
    if (s.len == 5)
        return true;
    return read_year(str_cut(s, 5, s.len), &out->to) && out->to >= out->from;
}

void period_print(struct buf *out, struct period p) {
    if (p.from == 0)
        return;
    buf_printf(out, "%d", p.from);
    if (p.to == 0)
        buf_char(out, '/');
    else if (p.to != p.from)
        buf_printf(out, "/%d", p.to);
}

bool period_equal(struct period a, struct period b) {
    return a.from == b.from && a.to == b.to;
}

bool period_one_year(struct period p) {
    return p.from == p.to;
}
