// The figures that portals print (V…) and the telling figures of the rules (R…), as far as they are
// arithmetic.

#include "catch.hpp"
#include "prorata/money/distribution.hpp"

#include <string>
#include <vector>

using namespace prorata;

namespace {

const Currency rub = Currency::of("RUB");
Exact e(const char* text) {
    return Decimal::parse(text);
}
Exact share(std::int64_t n, std::int64_t d) {
    return Fraction{n, d};
}
std::string money(const Exact& exact, RoundingMode mode = RoundingMode::half_up) {
    return Money::round(exact, rub, mode).text();
}
std::string fine(const Exact& exact, const Rounding& rounding) {
    return Amount::round(exact, rub, rounding).text();
}

} // namespace

TEST_CASE("V01, V02: quantity times price, the tax in it, and the commitment") {
    const Exact sum = e("500") * e("4710.96");
    CHECK(money(sum) == "2355480.00 RUB");
    CHECK(money(sum * share(20, 120)) == "392580.00 RUB");
    CHECK(money(sum - sum * share(20, 120)) == "1962900.00 RUB");
    CHECK(money(sum * 12) == "28265760.00 RUB");
    CHECK(money(sum * 11) == "25910280.00 RUB");
}

TEST_CASE("V06, V07, V08: a day's charge is truncated to four digits") {
    const Rounding truncate4{RoundingMode::truncate, 4};
    CHECK(fine(e("650") * share(1, 29), truncate4) == "22.4137 RUB");
    CHECK(fine(e("1000") * share(1, 29), truncate4) == "34.4827 RUB");
    CHECK(fine(e("650") / e("1.05") * share(1, 29), truncate4) == "21.3464 RUB");
    CHECK(fine(e("650") * share(1, 29), {RoundingMode::half_up, 4}) == "22.4138 RUB");
}

TEST_CASE("V09: tax rounded cumulatively in the order given") {
    CumulativeRounding tax({});
    Exact sum;
    std::vector<std::int64_t> parts;
    for (const char* gross : {"21.3464", "22.4137", "34.4827", "22.4137"}) {
        sum = sum + e(gross);
        parts.push_back(tax.next(sum * share(20, 120)));
    }
    CHECK(parts == std::vector<std::int64_t>{356, 373, 575, 374});
    CHECK(fine(sum, {RoundingMode::half_up, 6}) == "100.6565 RUB");
    CHECK(money(sum * share(1, 6)) == "16.78 RUB");
}

TEST_CASE("V10: fine charges, a whole document, the remainder carried (R7)") {
    Amount charges(0, rub);
    for (int day = 0; day < 29; ++day)
        charges = charges + Amount::parse("22.4137 RUB");
    CHECK(charges.text() == "649.9973 RUB");
    const Money document = Money::round(charges);
    CHECK(document.text() == "650.00 RUB");
    CHECK((document - charges).text() == "0.0027 RUB");
}

TEST_CASE("V11, V12, V13: a month of components, and its first part") {
    Money month(0, rub);
    for (const char* line :
         {"495.00 RUB", "0.00 RUB", "110.00 RUB", "0.00 RUB", "0.00 RUB", "55.00 RUB"}) {
        month = month + Money::parse(line);
    }
    CHECK(month.text() == "660.00 RUB");
    CHECK(money(e("660") * share(30, 31)) == "638.71 RUB");
    Money sum(0, rub);
    for (const char* price :
         {"495", "110", "55"}) { // the document's own lines, which do not add up
        sum = sum + Money::round(e(price) * share(30, 31), rub, RoundingMode::ceiling);
    }
    CHECK(sum.text() == "638.73 RUB");
    CHECK(money(e("495") * share(30, 31), RoundingMode::ceiling) == "479.04 RUB");
    CHECK(money(e("110") * share(30, 31), RoundingMode::ceiling) == "106.46 RUB");
    CHECK(money(e("55") * share(30, 31), RoundingMode::ceiling) == "53.23 RUB");
}

TEST_CASE("V15, V16, V17, V18, V20, V27: tax on top and contained, percents and discounts") {
    CHECK(money(e("638.71") * share(10, 100)) == "63.87 RUB");
    CHECK(money(e("638.71") +
                Money::round(e("638.71") * share(10, 100), rub).operator Amount().exact()) ==
          "702.58 RUB");
    CHECK(money(e("20") * share(20, 120)) == "3.33 RUB");
    CHECK(money(e("100") * share(20, 120)) == "16.67 RUB");
    CHECK(money(e("250") * share(20, 120)) == "41.67 RUB");
    CHECK(money(e("20") * e("1.05") + e("10")) == "31.00 RUB");
    CHECK(money(e("100") * e("1.05") + e("10")) == "115.00 RUB");
    CHECK(money(e("115") * share(10, 100)) == "11.50 RUB");
    CHECK(money(e("620") * e("1.10")) == "682.00 RUB");
    CHECK(money(e("1000") * (e("1") - share(30, 100) - share(20, 100))) == "500.00 RUB");
}

TEST_CASE("R2: three seats become five with 21 of 31 days left") {
    CHECK(money(-(e("100") * 3 * share(21, 31))) == "-203.23 RUB");
    CHECK(money(e("100") * 5 * share(21, 31)) == "338.71 RUB");
    CHECK(money(e("100") * 2 * share(21, 31)) == "135.48 RUB");
}

TEST_CASE("R4, R5: what remains decides, not what is taken back") {
    const Money whole = Money::parse("300.00 RUB");
    const Money remains = Money::round(whole.operator Amount().exact() * share(10, 31), rub);
    CHECK(remains.text() == "96.77 RUB");
    CHECK((remains - whole).text() == "-203.23 RUB");
    // 100.00 with 20 % contained, 50.00 of it credited: the tax of what remains, minus that
    // recorded.
    const Money recorded = Money::round(e("100") * share(20, 120), rub);
    const Money left = Money::round(e("50") * share(20, 120), rub);
    CHECK(recorded.text() == "16.67 RUB");
    CHECK((left - recorded).text() == "-8.34 RUB");
}

TEST_CASE("R12: an inclusive price is kept when the rate changes inside the period") {
    CumulativeRounding slices({});
    const std::int64_t before = slices.next(e("1200") * share(184, 365));
    const std::int64_t after = slices.next(e("1200"));
    CHECK(before == 60493);
    CHECK(after == 59507);
    CHECK(money(Exact(Decimal(before, 2)) * share(20, 120)) == "100.82 RUB");
    CHECK(money(Exact(Decimal(after, 2)) * share(22, 122)) == "107.31 RUB");
}

TEST_CASE("R48: tax by line or on the total, and several rates split by largest remainder") {
    Money lines(0, rub);
    for (int i = 0; i < 10; ++i)
        lines = lines + Money::round(e("9.99") * share(20, 120), rub);
    CHECK(lines.text() == "16.70 RUB");
    CHECK(money(e("99.90") * share(20, 120)) == "16.65 RUB");
    // 100.00 with 5 % and 2 % contained: base 100/107, total rounded once, then split.
    const Money total = Money::round(e("100") * share(7, 107), rub);
    const std::vector<Exact> exact{e("100") * share(5, 107), e("100") * share(2, 107)};
    CHECK(total.text() == "6.54 RUB");
    CHECK(distribute(total.minor(), exact, 2) == std::vector<std::int64_t>{467, 187});
}

TEST_CASE("figures of other engines that use the same definitions") {
    CHECK(Exact(e("1.23456789")).round({RoundingMode::half_up, 0}).text() == "1"); // openmeter
    CHECK(money(e("0.024")) == "0.02 RUB");                                        // stripe
    CHECK(money(e("100") * share(10, 31)) == "32.26 RUB");                         // openmeter
    CHECK(money(e("910") * share(32, 91)) == "320.00 RUB");                        // lago
    CHECK(money(e("600") * share(10, 110)) == "54.55 RUB"); // stripe, inclusive
}
