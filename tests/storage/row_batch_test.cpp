#include "prorata/storage/row_batch.hpp"

#include "catch.hpp"
#include "storage/sample.hpp"

using namespace sample;

TEST_CASE("cells order null before integers before text by bytes") {
    const Cell order[] = {Cell(),
                          Cell(std::int64_t{-5}),
                          Cell(std::int64_t{7}),
                          Cell(std::string_view("")),
                          Cell(std::string_view("B")),
                          Cell(std::string_view("a")),
                          Cell(std::string_view("aa")),
                          Cell(std::string_view("\xD1\x8E"))};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        for (std::size_t j = 0; j < std::size(order); ++j) {
            CHECK((compare(order[i], order[j]) < 0) == (i < j));
            CHECK((compare(order[i], order[j]) == 0) == (i == j));
        }
    }
}

TEST_CASE("a batch keeps its texts, and its memory when it is cleared") {
    const Schema schema(1, tables());
    RowBatch rows(schema.table("label"));
    const char* first_text = nullptr;
    for (int round = 0; round < 3; ++round) {
        rows.clear();
        CHECK(rows.empty());
        for (int i = 0; i < 5'000; ++i) {
            rows.add("kind").add("number " + std::to_string(i)).add(i);
        }
        rows.add("").add(std::string(40'000, 'x')).add(1);
        REQUIRE(rows.rows() == 5'001);
        REQUIRE(rows.at(4'999, 1).view() == "number 4999");
        REQUIRE(rows.at(0, 1).view() == "number 0");
        REQUIRE(rows.at(5'000, 1).size == 40'000);
        if (round > 0) CHECK(rows.at(0, 0).text == first_text); // the same block again
        first_text = rows.at(0, 0).text;
    }
    rows.add("incomplete");
    CHECK_FALSE(rows.complete());
    rows.replace(0, 2, 77);
    CHECK(rows.integer(0, 2) == 77);
}
