/* function.h - what a template may call. One table: name, code, signature and what it does in both languages, so that the
 * manual is written from it and nothing is there that the manual lacks. */
#ifndef HOSO_DOC_FUNCTION_H
#define HOSO_DOC_FUNCTION_H

#include "doc/build.h"

struct function {
    const char *name;
    lua_CFunction call;
    const char *signature;
    const char *doc_vi, *doc_en;
};

extern const struct function functions[];
extern const size_t n_functions;

/* Adds the functions, and the values don_vi, co_quan, nam, cac_don_vi, to the table of globals on top of the stack. */
void functions_add(lua_State *lua);

/* Arguments, as fact.c reads them: a year, `otherwise` where it is left out; a place by name or value. */
int fact_year_at(lua_State *lua, int index, int otherwise);
struct str fact_place_at(lua_State *lua, int index);
/* The indicator whose id is at `index`, else an error with the nearest ids. */
const struct indicator *fact_indicator_at(lua_State *lua, int index);
/* The first and last year of the dossier as it was asked for; 0: none. */
int fact_year_first(const struct build *build);
int fact_year_now(const struct build *build);

/* The parts of the table that live in fact.c, rank.c, stated.c and wording.c; see functions[] for what each does. */
int call_so(lua_State *lua);
int call_ty_le(lua_State *lua);
int call_chenh(lua_State *lua);
int call_co_cau(lua_State *lua);
int call_chuoi(lua_State *lua);
int call_chi_so(lua_State *lua);
int call_tang_giam(lua_State *lua);
int call_thuc_hien(lua_State *lua);
int call_tong(lua_State *lua);
int call_binh_quan(lua_State *lua);
int call_xep_hang(lua_State *lua);
int call_dat_nguong(lua_State *lua);
int call_cac_xa(lua_State *lua);
int call_ke_hoach(lua_State *lua);
int call_so_lieu(lua_State *lua);
int call_ty_so(lua_State *lua);  /* quotient.c */
int call_can_cu(lua_State *lua); /* cite.c */
/* Where the first figure of a fact stands: "bieu-2021.csv, dòng 12"; empty where it rests on none. */
struct str cite_position(const struct build *build, const struct fact *fact);
int call_doi_tuong(lua_State *lua); /* staff.c */
/* What a finding says, as paper says it: files without their folders, spans of years. In the arena. */
struct str cite_finding(const struct build *build, const struct finding *finding);
int call_noi_khac(lua_State *lua);
int call_phat_hien(lua_State *lua);
int call_thong_ke(lua_State *lua);
int call_nhan(lua_State *lua);
int call_hai_nam(lua_State *lua);
int call_in_hoa(lua_State *lua);
int call_viet_hoa(lua_State *lua);
int call_viet_thuong(lua_State *lua);
int call_so_chu(lua_State *lua);
int call_in_so(lua_State *lua);
int call_ngay(lua_State *lua);
int call_muc(lua_State *lua);
int call_ky(lua_State *lua);

/* The years that a dossier is about, see hai_nam; 0: none, or not known. */
void years_meant(const struct build *build, int *first, int *last);

#endif
