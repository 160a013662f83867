#include "prorata/discount/discount_book.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

namespace {

const DiscountStep partner_30{DiscountCause::partner_level, DiscountBasis::rrp, 30};
const DiscountStep renewal_20{DiscountCause::renewal, DiscountBasis::rrp, 20};
const DiscountStep promo_10{DiscountCause::promo, DiscountBasis::running, 10};
const DiscountStep promo_100_off{DiscountCause::promo, DiscountBasis::fixed, 100};

Exact after(const std::vector<DiscountStep>& steps) {
    return apply_discount(1000, steps).after;
}

} // namespace

TEST_CASE("V27: percents of RRP are added, 30 + 20 is 50 percent off") {
    CHECK(after({partner_30, renewal_20}) == Exact(500));
    CHECK(after({partner_30}) == Exact(700));
}

TEST_CASE("R38: running percents compound, after those of RRP, whatever the order given") {
    CHECK(after({partner_30, promo_10}) == Exact(630));
    CHECK(after({promo_10, partner_30}) == Exact(630));
}

TEST_CASE("R38: a fixed sum comes last and never makes a price negative") {
    CHECK(after({promo_100_off, partner_30}) == Exact(600));
    CHECK(apply_discount(60, std::vector{promo_100_off}).after == Exact(0));
}

TEST_CASE("equal sets of steps share a number") {
    DiscountBook book;
    const DiscountId id = book.add({partner_30, renewal_20});
    CHECK(book.find(std::vector{partner_30, renewal_20}) == id);
    CHECK_FALSE(book.find(std::vector{partner_30}));
    CHECK(book.steps(id).size() == 2);
    CHECK(book.steps(std::nullopt).empty());
    CHECK_THROWS_AS(book.steps(DiscountId(2)), Error);
}

TEST_CASE("a discount outside its range names every step") {
    try {
        require_valid(std::vector<DiscountStep>{
            {DiscountCause::promo, DiscountBasis::rrp, 101},
            {DiscountCause::promo, DiscountBasis::fixed, -1},
        });
        FAIL("not refused");
    } catch (const Error& error) {
        REQUIRE(error.faults().size() == 2);
        CHECK(error.faults()[0].path == "steps[0].value");
        CHECK(error.faults()[1].message == "is -1; give a sum from 0");
    }
}
