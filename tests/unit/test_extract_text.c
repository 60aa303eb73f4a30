/* What sentences of reports give. */
#include "gives.h"

static void test_label_first(void **state) {
    gives(
        state, "Trình độ chuyên môn đại học chiếm 61,5%; cao đẳng đạt 12%; trung cấp 26,5%.",
        "61,5% | edu.university | percent | 61.5\n12% | edu.college | percent | 12\n26,5% | edu.intermediate | percent "
        "| 26.5\n");
    gives(
        state, "Đại học: 44 người (57,1%), cao đẳng: 33 người (42,9%).",
        "44 | edu.university | count | 44\n57,1% | edu.university | percent | 57.1\n33 | edu.college | count | 33\n"
        "42,9% | edu.college | percent | 42.9\n");
    gives(state, "THPT: 31\n", "31 | schooling.upper_secondary | count | 31\n");
}

static void test_number_first(void **state) {
    gives(
        state, "Xã có 01 thạc sĩ, 16 ĐH, 5 TC.",
        "01 | edu.postgraduate | count | 1\n16 | edu.university | count | 16\n5 | edu.intermediate | count | 5\n");
    gives(state,
          "Có 31 người trình độ từ đại học trở lên, chiếm 70,5%; 13 người có trình độ cao đẳng, trung cấp.",
          "31 | edu.university_up | count | 31\n70,5% | edu.university_up | percent | 70.5\n"
          "13 | edu.below_university | count | 13\n");
    gives(
        state,
        "100% cán bộ, công chức đã hoàn thành lớp bồi dưỡng về lý luận chính trị và có trình độ đại học trở lên.",
        "100% | politics.any | percent | 100\n100% | edu.university_up | percent | 100\n");
}

static void test_of_them(void **state) {
    gives(state, "Huyện có 410 cán bộ xã; 97% trong số đó đạt chuẩn về chuyên môn.",
          "410 | staff.total\n97% | standard.professional | percent | 97\n");
}

static void test_topics(void **state) {
    gives(
        state,
        "Về lý luận chính trị, cao cấp 3 người, trung cấp 41 người, sơ cấp 9 người, chưa qua đào tạo 2 người.",
        "3 | politics.advanced\n41 | politics.intermediate\n9 | politics.elementary\n2 | politics.none\n");
    gives(state, "Trung cấp 17, cao cấp 2.", "17 | politics.intermediate\n2 | politics.advanced\n");
    gives(state, "Trung cấp 17, đại học 2.", "17 | edu.intermediate\n2 | edu.university\n");
}

static void test_totals(void **state) {
    gives(state, "Toàn huyện có 18 xã, thị trấn với 396 cán bộ, công chức.",
          "18 | units.total | count | 18\n396 | staff.total | count | 396\n");
    gives(state, "Tổng số công chức cấp xã là 187 người.", "187 | staff.total | count | 187\n");
    gives(state, "Có 5 công chức đi muộn bị nhắc nhở, 3 xã bị phê bình.", "");
    gives(state, "Cán bộ, công chức: được giao 210 biên chế, hiện có 205 người.",
          "210 | staff.assigned | count | 210\n205 | staff.total | count | 205\n");
    gives(state, "Có 11 trên tổng số 14 xã, thị trấn có 100% cán bộ, công chức đạt chuẩn.",
          "11 | units.compliant | count | 11\n14 | units.total | count | 14\n");
}

static void test_changes(void **state) {
    gives(
        state, "Tỷ lệ đại học tăng 7,2% so với năm 2016, trung cấp giảm 5%.",
        "7,2% | edu.university | change | 7.2 | ~ | ~ | ~ | 2016\n5% | edu.intermediate | change | -5 | ~ | ~ | ~ | 2016\n");
    gives(
        state, "Tỷ lệ chưa qua đào tạo giảm từ 11,5% năm 2015 xuống còn 2,5% năm 2020.",
        "11,5% | edu.none | percent | 11.5 | ~ | ~ | 2015\n2,5% | edu.none | percent | 2.5 | ~ | ~ | 2020\n");
    gives(
        state, "Trong giai đoạn 2010-2015, số công chức có bằng đại học tăng từ 30 lên 75 người.",
        "30 | edu.university | count | 30 | ~ | ~ | 2010\n75 | edu.university | count | 75 | ~ | ~ | 2015\n");
}

static void test_training(void **state) {
    gives(
        state,
        "Từ năm 2018 đến nay, huyện mở 21 lớp bồi dưỡng cho hơn 1.400 học viên; cử 6 đồng chí đi học cao cấp lý "
        "luận chính trị, 15 đồng chí học trung cấp lý luận chính trị.",
        "21 | training.classes | count | 21 | exact | ~ | 2018/\n1.400 | training.participants | count | 1400 | over | "
        "~ | 2018/\n6 | training.sent_politics_advanced\n15 | training.sent_politics_intermediate\n");
    gives(
        state, "Có 512/480 lượt cán bộ tham gia bồi dưỡng, đạt 106,7% kế hoạch.",
        "512/480 | training.participants | ratio | 512/480\n106,7% | training.plan_completion | percent | 106.7\n");
    gives(
        state, "Năm 2022, huyện dự kiến tổ chức 4 cuộc thanh tra và bồi dưỡng cho 1,2 nghìn lượt cán bộ.",
        "4 | inspection.planned | count | 4 | ~ | ~ | 2022\n1,2 nghìn | training.planned | count | 1200 | ~ | ~ | 2022\n");
}

static void test_standards_and_ratings(void **state) {
    gives(state, "Có 40/44 công chức đạt chuẩn về chuyên môn và lý luận chính trị (LLCT).",
          "40/44 | standard.both | ratio\n");
    gives(state, "Mức độ đạt chuẩn: chuyên môn đạt 97%; LLCT đạt 88%.",
          "97% | standard.professional | percent\n88% | standard.politics | percent\n");
    gives(
        state,
        "12 đ/c hoàn thành xuất sắc nhiệm vụ; 30 đ/c hoàn thành tốt nhiệm vụ; không có đồng chí nào không hoàn "
        "thành nhiệm vụ.",
        "12 | evaluation.excellent | count | 12\n30 | evaluation.good | count | 30\nkhông có | evaluation.failed | "
        "count | 0\n");
}

static void test_numbers_in_words(void **state) {
    gives(state, "Huyện có gần ba trăm công chức.", "ba trăm | staff.total | count | 300\n");
    gives(state, "Đã bồi dưỡng hai nghìn một trăm linh bốn lượt người.",
          "hai nghìn một trăm linh bốn | training.participants | count | 2104\n");
    gives(
        state, "Nữ chiếm ba mươi hai phần trăm, cán bộ là đảng viên chiếm 81 phần trăm.",
        "ba mươi hai phần trăm | gender.female | percent | 32\n81 phần trăm | party.member | percent | 81\n");
    gives(state, "Bồi dưỡng hơn 3 trăm lượt người.", "3 trăm | training.participants | count | 300\n");
    gives(state, "Có vài trăm công chức, hàng trăm lượt người, ba bốn trăm cán bộ.", "");
}

static void test_notes_at_words(void **state) {
    gives(state, "Trình độ trung cấp4: 45 người, cao đẳng12, đại học 30 người.",
          "45 | edu.intermediate | count | 45\n30 | edu.university | count | 30\n");
    gives(state, "Cao đẳng2 chiếm 25%; thạc sĩ (6): 7 người.",
          "25% | edu.college | percent | 25\n7 | edu.postgraduate | count | 7\n");
    gives(state, "Các xã1, thị trấn2 có 210 công chức.",
          "210 | staff.total | count | 210 | ~ | huyện Thanh Khê\n");
    gives(state, "Thạc sĩ (6), đại học (17).", "6 | edu.postgraduate\n17 | edu.university\n");
}

static void test_lists_in_order(void **state) {
    gives(state, "Trình độ đại học, cao đẳng và trung cấp lần lượt là 55%, 20% và 25%.",
          "55% | edu.university\n20% | edu.college\n25% | edu.intermediate\n");
}

static void test_unions(void **state) {
    gives(state, "Có 70% đạt trình độ đại học, cao đẳng đạt 9%.", "70% | edu.university\n9% | edu.college\n");
    gives(state, "Cao đẳng, trung cấp 12 người.", "12 | edu.below_university\n");
    gives(state, "Đại học và trên đại học chiếm 71%.", "71% | edu.university_up\n");
}

static void test_brackets(void **state) {
    gives(
        state,
        "Năm 2020 có 95% công chức hoàn thành tốt nhiệm vụ trở lên (trong đó 20% hoàn thành xuất sắc), tăng 2% so "
        "với năm 2019.",
        "95% | evaluation.good_up\n20% | evaluation.excellent\n2% | evaluation.good_up | change | 2 | ~ | ~ | 2020 | "
        "2019\n");
}

static void test_other_matters(void **state) {
    gives(state, "Có 12/18 xã đạt chuẩn nông thôn mới, 85% trường học đạt chuẩn quốc gia.", "");
    gives(state, "Có 90% chi bộ hoàn thành tốt nhiệm vụ; điều động 12 cán bộ.", "");
    gives(state, "Trường Trung cấp nghề tuyển 120 học sinh.", "");
}

static void test_place_lists(void **state) {
    gives(state, "Tập huấn cho 300 lượt cán bộ. Các xã có số lượt học viên đông là Hòa Sơn 25, Phú Lâm 20.",
          "300 | training.participants | count | 300 | ~ | " PLACE
          "\n25 | training.participants | count | 25 | ~ | xã "
          "Hòa Sơn\n20 | training.participants | count | 20 | ~ | xã Phú Lâm\n");
}

static void test_qualifiers(void **state) {
    gives(state, "Gần 300 công chức; hơn 60% có trình độ đại học, từ 90% trở lên hoàn thành tốt nhiệm vụ.",
          "300 | staff.total | count | 300 | nearly\n60% | edu.university | percent | 60 | over\n"
          "90% | evaluation.good | percent | 90 | at_least\n");
}

static void test_places(void **state) {
    gives(
        state, "Ở xã Hòa Sơn, 80% công chức có trình độ đại học; còn thị trấn An Bình là 95%.",
        "80% | edu.university | percent | 80 | ~ | xã Hòa Sơn\n95% | edu.university | percent | 95 | ~ | thị trấn An "
        "Bình\n");
    gives(state, "Xã Hòa Sơn (tỉnh Hà Nam) có 21 cán bộ, công chức. Toàn huyện có 300 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | xã Hòa Sơn\n300 | staff.total | ~ | ~ | ~ | " PLACE "\n");
}

/* Who is named behind a title is no commune; what a class word has behind it in capitals may be none either. */
static void test_names_of_persons(void **state) {
    gives(state, "Bí thư Đảng ủy xã Giàng Pao, 36 tuổi, kể: xã có 21 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | " PLACE "\n");
    gives(state, "Chủ tịch UBND phường Trần Phú cho biết phường có 21 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | phường Trần Phú\n");
    gives(state, "Chủ tịch UBND xã Vi Thị Liên cho biết xã có 21 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | " PLACE "\n");
    gives(state, "Công chức văn hóa xã Hờ A Chu, 27 tuổi, nói: xã có 21 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | " PLACE "\n");
    gives(state, "Xã Vi Hương có 21 cán bộ, công chức.", "21 | staff.total | ~ | ~ | ~ | xã Vi Hương\n");
}

static void test_names_of_places(void **state) {
    gives(state, "Thị trấn Nông trường Phong Hải có 21 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | thị trấn Nông trường Phong Hải\n");
    gives(state, "Xã Nông thôn mới có 21 cán bộ, công chức.", "21 | staff.total | ~ | ~ | ~ | " PLACE "\n");
    gives(state, "Xã An toàn khu Phú Đình có 21 cán bộ, công chức.",
          "21 | staff.total | ~ | ~ | ~ | xã Phú Đình\n");
    gives(state, "Phường 7 có 21 cán bộ, công chức.", "21 | staff.total | ~ | ~ | ~ | phường 7\n");
    gives(state, "XÃ EA H'LEO: 21 CÁN BỘ, CÔNG CHỨC", "21 | staff.total | ~ | ~ | ~ | xã Ea H'Leo\n");
}

static void test_periods(void **state) {
    gives(
        state,
        "Năm 2015, công chức có trình độ đại học chiếm 40%. Trong đó, nữ chiếm 12%. Hiện nay, nữ chiếm 30%.",
        "40% | edu.university | ~ | ~ | ~ | ~ | 2015\n12% | gender.female | ~ | ~ | ~ | ~ | 2015\n"
        "30% | gender.female | ~ | ~ | ~ | ~ | \n");
}

static void test_set_aside(void **state) {
    gives(state, "Phấn đấu đến năm 2025 có 95% công chức có trình độ đại học.", "");
    gives(state, "Nếu 100% công chức có trình độ đại học thì tốt.", "");
    gives(state, "Đến năm 2030, 98% công chức có trình độ đại học.", "");
    gives(state,
          "Theo Nghị định số 34/2019/NĐ-CP ngày 24/4/2019, kinh phí 3,2 tỷ đồng, điện thoại 0912.345.678.",
          "");
    gives(state, "Mỗi xã bố trí 2 công chức.", "");
}

static void covers(void **state, struct str text, size_t n_sightings, size_t n_figures) {
    struct fixture *fixture = *state;
    struct source *source = source_of("mau.txt", 0, text, SOURCE_TEXT, &fixture->diag);
    struct figures figures;
    struct sightings sightings = {0};
    figures_init(&figures, fixture->catalogue);
    assert_true(extract_source(source, fixture->pack, &figures, &sightings, &fixture->diag));
    unsigned fates[3] = {0};
    for (size_t i = 0; i < sightings.n; i++) {
        assert_true(i == 0 || sightings.items[i].where.at > sightings.items[i - 1].where.at);
        fates[sightings.items[i].fate]++;
    }
    assert_int_equal(sightings.n, n_sightings);
    assert_int_equal(fates[FATE_FIGURE], n_figures);
    assert_int_equal(figures.n, n_figures);
    figures_fini(&figures);
    sightings_fini(&sightings);
    source_free(source);
}

static void test_coverage(void **state) {
    covers(state, STR("Ngày 5/6/2020, có 12 công chức, 5.000 hộ dân; đại học 30% và 77."), 7, 2);
    covers(state, STR("Xã có 16 cán bộ, tăng 03 cán bộ so với 2019."), 3, 2);
}

static void test_pointing_back(void **state) {
    gives(state, "Tỷ lệ cán bộ nữ là 30,5%. Ở xã Hồng, con số này là 21%. Xã Lam cũng đạt 19%.",
          "30,5% | gender.female | percent | 30.5 | ~ | " PLACE
          "\n21% | gender.female | percent | 21 | ~ | xã Hồng\n"
          "19% | gender.female | percent | 19 | ~ | xã Lam\n");
    gives(state, "Nữ chiếm 31%, đảng viên là cán bộ chiếm 88%. Năm 2016, tỷ lệ này lần lượt là 25% và 80%.",
          "31% | gender.female\n88% | party.member\n25% | gender.female | ~ | ~ | ~ | ~ | 2016\n"
          "80% | party.member | ~ | ~ | ~ | ~ | 2016\n");
    gives(state, "Đại học 12 người; tỷ lệ hộ nghèo còn 30,5%.", "12 | edu.university\n");
}

static void test_name_that_says_what_it_is(void **state) {
    gives(state, "Phú Mẫu là xã vùng sâu. Xã có 21 cán bộ, công chức.",
          "21 | staff.total | count | 21 | ~ | xã Phú Mẫu\n");
}

static void test_headings(void **state) {
    gives(
        state,
        "BÁO CÁO\nCông tác cán bộ năm 2021 và phương hướng năm 2022\n\n1. Lý luận chính trị\nTrung cấp: 20 người.\n\n"
        "2. Đánh giá năm 2020\nXuất sắc: 5 người.\n\n3. Trình độ chuyên môn\nTrung cấp: 7 người.\n\n"
        "IV. PHƯƠNG HƯỚNG NĂM 2022\nBồi dưỡng 90 lượt cán bộ; 95% cán bộ có trình độ đại học.\n",
        "20 | politics.intermediate | ~ | ~ | ~ | ~ | 2021\n5 | evaluation.excellent | ~ | ~ | ~ | ~ | 2020\n"
        "7 | edu.intermediate | ~ | ~ | ~ | ~ | 2021\n90 | training.planned | ~ | ~ | ~ | ~ | 2022\n");
    gives(
        state,
        "TỔNG KẾT\nĐề án cán bộ giai đoạn 2016 - 2020\n\nTỷ lệ đại học tăng từ 41% lên 63% trong cán bộ toàn huyện.\n",
        "41% | edu.university | ~ | ~ | ~ | ~ | 2016\n63% | edu.university | ~ | ~ | ~ | ~ | 2020\n");
}

static void test_years_of_levels(void **state) {
    gives(state, "So với đầu nhiệm kỳ (năm 2015), số cán bộ có bằng đại học tăng từ 11 lên 19 người.",
          "11 | edu.university | count | 11 | ~ | ~ | 2015\n19 | edu.university | count | 19 | ~ | ~ | \n");
    gives(state, "Tỷ lệ đại học tăng từ 51% (năm 2016) lên 66% (năm 2020).",
          "51% | edu.university | ~ | ~ | ~ | ~ | 2016\n66% | edu.university | ~ | ~ | ~ | ~ | 2020\n");
    gives(state,
          "Giai đoạn 2011 - 2015, huyện mở 8 lớp bồi dưỡng. Nhờ đó, tỷ lệ đại học nâng từ 40% lên 52%.",
          "8 | training.classes | ~ | ~ | ~ | ~ | 2011/2015\n40% | edu.university | ~ | ~ | ~ | ~ | 2011\n"
          "52% | edu.university | ~ | ~ | ~ | ~ | 2015\n");
    gives(state, "Đã cử 40 lượt cán bộ đi bồi dưỡng, vượt kế hoạch 5 lượt.", "40 | training.sent\n");
    gives(state, "Đến năm 2030 huyện giảm 10% biên chế so với năm 2021.", "");
}

static void test_results_and_goals(void **state) {
    gives(state, "Với quyết tâm cao của các cấp, 97% công chức có trình độ đại học trở lên.",
          "97% | edu.university_up | percent | 97\n");
    gives(state, "Huyện quyết tâm đạt 97% công chức có trình độ đại học trở lên.", "");
    gives(state, "Cứ 10 công chức thì hơn 4 người có trình độ đại học.", "");
    gives(state,
          "Trong kỳ, đảng bộ kết nạp 32 đảng viên, nâng tổng số đảng viên của huyện lên 1.480 đồng chí.",
          "1.480 | party.member | count | 1480\n");
    gives(state, "Xã được bầu cử bổ sung 3 người.", "");
}

static void test_parts_and_shares(void **state) {
    gives(state, "Có 64% cán bộ và 81% công chức có trình độ đại học.",
          "64% | edu.university | percent | 64\n81% | edu.university | percent | 81\n");
    gives(state, "Có 240 cán bộ người Khmer; trong đó cấp huyện có 60, cấp xã 180.",
          "240 | ethnicity.minority | count | 240\n60 | ethnicity.minority | count | 60\n"
          "180 | ethnicity.minority | count | 180\n");
    gives(
        state,
        "Huyện có 96 công chức người dân tộc thiểu số đang công tác tại các phòng, ban và xã vùng cao, chiếm 16,4% "
        "so với tổng số công chức.",
        "96 | ethnicity.minority | count | 96\n16,4% | ethnicity.minority | percent | 16.4\n");
    gives(state, "Biên chế được giao 230, thực hiện là 218.",
          "230 | staff.assigned | count | 230\n218 | staff.total | count | 218\n");
    gives(
        state, "Hiện có 20/21 biên chế (cán bộ 10, công chức 10).",
        "20/21 | staff.total | ratio | 20/21\n10 | staff.total | count | 10\n10 | staff.total | count | 10\n");
    gives(state, "Trong đó CB 10, CC 11.", "10 | staff.total | count | 10\n11 | staff.total | count | 11\n");
    gives(state, "Lý luận chính trị: TC 9, CC 2.",
          "9 | politics.intermediate | count | 9\n2 | politics.advanced | count | 2\n");
}

static void test_units_that_are_communes(void **state) {
    gives(state, "Huyện có 21 xã, thị trấn, giảm 4 đơn vị so với năm 2018.",
          "21 | units.total | count | 21\n4 | units.total | change | -4 | exact | ~ | ~ | 2018\n");
    gives(state, "Huyện kiểm tra 4 đơn vị.", "");
}

static void test_ranges_with_blanks(void **state) {
    gives(state, "Mỗi năm cử 25 – 30 cán bộ đi học đại học.", "");
    gives(state, "Nữ: 15 - 60%.", "15 | gender.female | count | 15\n60% | gender.female | percent | 60\n");
}

static void test_titles_below_a_date(void **state) {
    gives(
        state,
        "Thứ Hai, 11/02/2020\n\nNăm 2019, công chức xã được đánh giá tốt\n\nCó 40 công chức hoàn thành tốt nhiệm vụ.",
        "40 | evaluation.good | count | 40 | exact | ~ | 2019\n");
}

static void test_now_and_brackets(void **state) {
    gives(state, "Trung cấp 30 người (năm 2015: 12 người); sơ cấp 8 người.",
          "30 | edu.intermediate | count | 30 | ~ | ~ |\n12 | edu.intermediate | count | 12 | ~ | ~ | 2015\n"
          "8 | edu.elementary | count | 8 | ~ | ~ |\n");
    gives(state, "Năm 2010, đại học chiếm 21%. Toàn huyện hiện có 210 cán bộ, công chức.",
          "21% | edu.university | percent | 21 | ~ | ~ | 2010\n210 | staff.total | count | 210 | ~ | ~ |\n");
    gives(state, "Đến 31/12/2020, xã được giao 23 biên chế, hiện có 22 cán bộ, công chức.",
          "23 | staff.assigned | count | 23 | ~ | ~ | 2020\n22 | staff.total | count | 22 | ~ | ~ | 2020\n");
}

static void test_places_with_words_between(void **state) {
    gives(state, "Về xã biên giới Mường Lạn, 18/20 cán bộ, công chức đã đạt chuẩn.",
          "18/20 | standard.professional | ratio | 18/20 | exact | xã Mường Lạn\n");
    gives(state, "Người hoạt động KCT: xã 9 người; thôn 24 người.",
          "9 | staff.part_time | count | 9\n24 | staff.part_time | count | 24\n");
}

static void test_who_has_what(void **state) {
    gives(state, "Có 86% nữ cán bộ cấp xã có trình độ từ đại học trở lên.",
          "86% | edu.university_up | percent | 86\n");
    gives(state, "Nữ chiếm 30%.", "30% | gender.female | percent | 30\n");
    gives(
        state, "Cấp ủy có 9 chị, chiếm 20%; 4 chị có bằng thạc sĩ.",
        "9 | gender.female | count | 9\n20% | gender.female | percent | 20\n4 | edu.postgraduate | count | 4\n");
    gives(state, "1. Công chức cấp xã (48 người):\n- Đại học 40.\n",
          "48 | staff.total | count | 48\n40 | edu.university | count | 40\n");
    gives(state, "Lý luận chính trị: trung cấp 30 người; 7 người còn lại chưa qua đào tạo.",
          "30 | politics.intermediate | count | 30\n7 | politics.none | count | 7\n");
}

static void test_plans_in_brackets(void **state) {
    gives(state,
          "Năm 2019, mở 6 lớp, 480 lượt cán bộ (kế hoạch 400 lượt), đạt 120%. Cụ thể: huyện 4 lớp, 300 lượt.",
          "6 | training.classes | count | 6\n480 | training.participants | count | 480\n"
          "400 | training.planned | count | 400\n120% | training.plan_completion | percent | 120\n"
          "4 | training.classes | count | 4\n300 | training.participants | count | 300\n");
    gives(state,
          "Năm 2021 đạt 81%, cao hơn 26 điểm phần trăm so với năm 2015. Vẫn còn 17 người chưa qua đào tạo.",
          "17 | edu.none | count | 17 | ~ | ~ | 2021\n");
}

static void test_plans_and_what_came_of_them(void **state) {
    gives(state,
          "KẾ HOẠCH\nBồi dưỡng cán bộ năm 2022\n\nI. KẾT QUẢ NĂM 2021\nĐã bồi dưỡng 300 lượt cán bộ.\n\n"
          "II. MỤC TIÊU\n- Bồi dưỡng 350 lượt cán bộ.\n- 85% công chức có trình độ đại học.\n",
          "300 | training.participants | count | 300 | ~ | ~ | 2021\n350 | training.planned | count | 350\n");
    gives(state, "Kế hoạch bồi dưỡng cả năm là 560 lượt; đến nay mới xong 236 lượt, đạt 42,1%.",
          "560 | training.planned | count | 560\n236 | training.participants | count | 236\n"
          "42,1% | training.plan_completion | percent | 42.1\n");
    gives(state, "Huyện mở lớp tập huấn cho 45 bí thư chi bộ.", "45 | training.participants | count | 45\n");
    gives(state, "Số lượt cán bộ được bồi dưỡng là 47 người.", "47 | training.participants | count | 47\n");
    gives(state,
          "Cán bộ cấp xã được giao 256 chỉ tiêu. Số đã thực hiện: 243 người; số chưa tuyển: 13 chỉ tiêu.",
          "256 | staff.assigned | count | 256\n243 | staff.total | count | 243\n");
}

static void test_years_of_a_term(void **state) {
    gives(state,
          "TỔNG KẾT\nĐề án cán bộ giai đoạn 2016 - 2020\n\nTrong 5 năm, huyện đã mở 42 lớp bồi dưỡng.\n",
          "42 | training.classes | count | 42 | ~ | ~ | 2016/2020\n");
    gives(state, "Trong 5 năm, huyện đã mở 42 lớp bồi dưỡng.",
          "42 | training.classes | count | 42 | ~ | ~ |\n");
    gives(state, "So với 31/12/2019, cán bộ, công chức giảm 3 người.",
          "3 | staff.total | change | -3 | ~ | ~ | ~ | 2019\n");
}

static void test_same_as_in_the_last_sentence(void **state) {
    gives(state, "Mới có 57% cán bộ có chứng chỉ tin học. Ở huyện Bảo Lâm, tỷ lệ này là 31%.",
          "57% | it.certified | percent | 57\n31% | it.certified | percent | 31 | exact | huyện Bảo Lâm\n");
    gives(state, "Vì sao phải kỷ luật 17 đảng viên, trong đó có 4 cấp ủy viên?", "");
}

static void test_levels_of_one_noun(void **state) {
    gives(state, "Huyện sắp xếp từ 17 xuống 15 xã, thị trấn.",
          "17 | units.total | count | 17\n15 | units.total | count | 15\n");
    gives(state, "Theo đề án, huyện sẽ giảm 3 xã.", "");
    gives(state, "Tổng số cán bộ, công chức cấp xã là 410 người. So với năm 2015, giảm 36 người.",
          "410 | staff.total | count | 410\n36 | staff.total | change | -36 | ~ | ~ | ~ | 2015\n");
    gives(state, "Có 18 người hoạt động không chuyên trách ở xã và 45 người ở thôn, tổ dân phố.",
          "18 | staff.part_time | count | 18\n45 | staff.part_time | count | 45\n");
}

static void test_norms(void **state) {
    gives(state, "Xã loại 1 tối đa 22 người, loại 2 tối đa 20 người.", "");
    gives(
        state,
        "Công chức cấp xã được giao theo Nghị định số 92/2009/NĐ-CP là 857 người, thực tế bố trí 742 người.",
        "857 | staff.assigned | count | 857\n742 | staff.total | count | 742\n");
    gives(state, "Xếp loại 2017: hoàn thành tốt 15 người.",
          "15 | evaluation.good | count | 15 | ~ | ~ | 2017\n");
}

static void test_what_others_are(void **state) {
    gives(state, "Có 12 chi bộ hoàn thành xuất sắc nhiệm vụ (19,35%), 45 hoàn thành tốt nhiệm vụ (72,58%).",
          "");
    gives(state, "Huyện có 900 thanh niên nhập ngũ, trong đó 31 người có trình độ đại học.", "");
    gives(state, "Tỷ lệ học sinh tốt nghiệp THPT đạt 98,7%.", "");
    gives(state, "Huyện có 12 thôn; 45 cán bộ hoàn thành tốt nhiệm vụ.",
          "45 | evaluation.good | count | 45\n");
}

static void test_line_that_asks(void **state) {
    gives(
        state,
        "- Tỷ lệ nữ trong cấp ủy nhiệm kỳ 2015 - 2020:\n+ Cấp huyện: 8 người (15%)\n+ Cấp xã: 13/ 55 (23,6%)\n",
        "8 | gender.female | count | 8 | ~ | ~ | 2015/2020\n15% | gender.female | percent | 15 | ~ | ~ | 2015/2020\n"
        "13/ 55 | gender.female | ratio | 13/55\n23,6% | gender.female | percent | 23.6\n");
    gives(state, "Tỷ lệ nữ:\n- Số hộ nghèo 12 người\n", "");
    gives(state, "Đầu nhiệm kỳ (năm 2015), huyện có 442 cán bộ.",
          "442 | staff.total | count | 442 | ~ | ~ | 2015\n");
    gives(state, "Có 66 người có chứng chỉ tiếng Thái hoặc tiếng Mông.",
          "66 | ethnic_language.certified | count | 66\n");
}

static void test_other_fields(void **state) {
    gives(state, "Ngành Y tế huyện có 412 viên chức, trong đó 96 bác sĩ; 71% là nữ. Đã có 210 đảng viên.",
          "");
    gives(
        state,
        "Toàn huyện có 640 giáo viên, 98% đạt chuẩn, 120 đảng viên.\n\nCông chức xã có 91% trình độ đại học.",
        "91% | edu.university | percent | 91\n");
    gives(state, "Huyện có 640 giáo viên, 30 thạc sĩ. Cán bộ, công chức cấp xã có 214 người, 8 thạc sĩ.",
          "214 | staff.total | count | 214\n8 | edu.postgraduate | count | 8\n");
    gives(state, "Hội Phụ nữ phối hợp mở 6 lớp tập huấn cho 180 người.", "");
    gives(state, "Ngành giáo dục được giao thêm 120 biên chế.", "120 | staff.assigned | count | 120\n");
}

static void test_parts_of_other_fields(void **state) {
    gives(state, "- Trạm y tế: 6 viên chức, 2 bác sĩ.\n- Tổ dân phố: 13; hộ dân: 7.940.", "");
    gives(state, "Huyện có 340 cán bộ, giáo viên, nhân viên.", "");
    gives(state, "Có 42 cán bộ quản lý hợp tác xã, trong đó 36% có trình độ đại học, 28% trung cấp.", "");
    gives(state,
          "Giai đoạn 2016 - 2020, huyện mở 7 lớp bồi dưỡng. Hiện cả huyện chỉ còn 4 cán bộ chưa qua đào tạo.",
          "7 | training.classes | count | 7 | ~ | ~ | 2016/2020\n4 | edu.none | count | 4 | ~ | ~ |\n");
}

static void test_whom_classes_are_for(void **state) {
    gives(state, "Huyện tổ chức 3 lớp bồi dưỡng tiếng Mông cho 95 cán bộ.",
          "3 | training.classes | count | 3\n95 | training.participants | count | 95\n");
    gives(state, "Trong năm, cấp xã có 204 người được bồi dưỡng.",
          "204 | training.participants | count | 204\n");
    gives(state, "Có 204 người được bồi dưỡng quản lý nhà nước.", "204 | state_mgmt.trained | count | 204\n");
    gives(state, "Cán bộ xã tham gia 05 lớp tập huấn.", "");
    gives(state, "Đến nay, 94% cán bộ chuyên trách, 98% công chức đạt chuẩn về chuyên môn.",
          "94% | standard.professional | percent | 94\n98% | standard.professional | percent | 98\n");
}

static void test_bare_names(void **state) {
    gives(state, "Tại Sơn Hạ, 92% công chức có trình độ đại học.",
          "92% | edu.university | percent | 92 | exact | xã Sơn Hạ\n");
    gives(
        state,
        "Xã Nà Phìn có 22 cán bộ, công chức. Xã Tả Van có 20 công chức.\n\nNà Phìn có 9 người trình độ đại học.\n\n"
        "Tả Van khó hơn, mới có 4 người trình độ đại học.",
        "22 | staff.total | count | 22 | exact | xã Nà Phìn\n20 | staff.total | count | 20 | exact | xã Tả Van\n"
        "9 | edu.university | count | 9 | exact | xã Nà Phìn\n4 | edu.university | count | 4 | exact | xã Tả Van\n");
    gives(state, "Tại Hội trường lớn, 22 cán bộ có trình độ đại học.",
          "22 | edu.university | count | 22 | exact | huyện Thanh Khê\n");
}

static void test_questions(void **state) {
    gives(state,
          "Hỏi chuyện\n\nNăm 2016 huyện đánh giá cán bộ ra sao?\n\nCó 46 người hoàn thành tốt nhiệm vụ.",
          "46 | evaluation.good | count | 46 | exact | ~ | 2016\n");
    gives(state, "Hỏi chuyện\n\nNăm 2016 còn khó. Nay thì sao?\n\nCó 46 người hoàn thành tốt nhiệm vụ.",
          "46 | evaluation.good | count | 46 | exact | ~ |\n");
}

static void test_footnotes(void **state) {
    gives(state, "Nữ chiếm 31%(1).\n\n(1) Báo cáo số 12-BC/HU, tr.4.",
          "31% | gender.female | percent | 31\n");
}

static void test_places_counted(void **state) {
    gives(state, "Huyện thí điểm mô hình này tại 8 xã, thị trấn.", "");
    gives(state, "Huyện có 8 xã, thị trấn.", "8 | units.total | count | 8\n");
}

static void test_pasted_tables(void **state) {
    gives(
        state,
        "Bảng 4. Trình độ công chức xã năm 2018\n\nTrình độ\nTỷ lệ\nThạc sĩ\n29\n1,7%\nĐại học\n1.248\n74,2%\n",
        "29 | edu.postgraduate | count | 29 | ~ | ~ | 2018\n1,7% | edu.postgraduate | percent | 1.7 | ~ | ~ | 2018\n"
        "1.248 | edu.university | count | 1248 | ~ | ~ | 2018\n74,2% | edu.university | percent | 74.2 | ~ | ~ | 2018\n");
    gives(state, "Thạc sĩ\nĐại học\n29\n31\n", ""); /* heads: which number is whose, the lines do not say */
    gives(state, "Thạc sĩ\n29\n31\n", "29 | edu.postgraduate | count | 29\n"); /* of another column */
}

static void test_samples(void **state) {
    struct fixture *fixture = *state;
    assert_true(pack_test(fixture->pack, fixture->catalogue, &fixture->diag));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_label_first),
        cmocka_unit_test(test_number_first),
        cmocka_unit_test(test_of_them),
        cmocka_unit_test(test_topics),
        cmocka_unit_test(test_totals),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_training),
        cmocka_unit_test(test_standards_and_ratings),
        cmocka_unit_test(test_numbers_in_words),
        cmocka_unit_test(test_notes_at_words),
        cmocka_unit_test(test_lists_in_order),
        cmocka_unit_test(test_qualifiers),
        cmocka_unit_test(test_unions),
        cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_other_matters),
        cmocka_unit_test(test_place_lists),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_names_of_persons),
        cmocka_unit_test(test_names_of_places),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_set_aside),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_pointing_back),
        cmocka_unit_test(test_name_that_says_what_it_is),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_years_of_levels),
        cmocka_unit_test(test_results_and_goals),
        cmocka_unit_test(test_parts_and_shares),
        cmocka_unit_test(test_units_that_are_communes),
        cmocka_unit_test(test_ranges_with_blanks),
        cmocka_unit_test(test_titles_below_a_date),
        cmocka_unit_test(test_now_and_brackets),
        cmocka_unit_test(test_places_with_words_between),
        cmocka_unit_test(test_who_has_what),
        cmocka_unit_test(test_plans_in_brackets),
        cmocka_unit_test(test_plans_and_what_came_of_them),
        cmocka_unit_test(test_years_of_a_term),
        cmocka_unit_test(test_same_as_in_the_last_sentence),
        cmocka_unit_test(test_levels_of_one_noun),
        cmocka_unit_test(test_norms),
        cmocka_unit_test(test_what_others_are),
        cmocka_unit_test(test_line_that_asks),
        cmocka_unit_test(test_other_fields),
        cmocka_unit_test(test_parts_of_other_fields),
        cmocka_unit_test(test_whom_classes_are_for),
        cmocka_unit_test(test_bare_names),
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_footnotes),
        cmocka_unit_test(test_places_counted),
        cmocka_unit_test(test_pasted_tables),
        cmocka_unit_test(test_samples),
    };
    return cmocka_run_group_tests(tests, open_pack, close_pack);
}
