#include "verify/verify.hpp"

#include "verify/check.hpp"
#include "verify/seal.hpp"

#include <algorithm>

namespace prorata {

namespace {

std::string text(Int128 value) {
    if (value == 0) return "0";
    const bool negative = value < 0;
    std::string digits;
    for (; value != 0; value /= 10)
        digits.insert(digits.begin(),
                      static_cast<char>('0' + (negative ? -(value % 10) : value % 10)));
    return negative ? '-' + digits : digits;
}

/// A rule that cannot read its rows says so: that is a finding, no fault of the caller.
template <class Rule>
void apply(Check& check, const char* id, Rule rule) {
    check.begin(id);
    try {
        rule(check);
    } catch (const Error& error) {
        check.report("", 0, "the rule could not be applied: " + std::string(error.message()));
    }
}

} // namespace

void Check::equal(std::string_view table, std::int64_t row, const std::string& what, Int128 is,
                  Int128 should) {
    if (is != should) report(table, row, what + " is " + text(is) + ", should be " + text(should));
}

bool sum_of_charges(const Check& check, std::int64_t first, std::int64_t count,
                    std::string_view column, Int128& sum) {
    const auto& charges = check.rows("charge");
    const RowColumn id(charges, "id");
    const RowColumn value(charges, column);
    const auto from = check.image().find(charges, first);
    if (!from) return false;
    std::int64_t seen = 0;
    for (std::size_t row = *from; row < charges.rows() && id[row] - first < count; ++row, ++seen)
        sum += value[row];
    return seen == count;
}

std::vector<RuleDescription> verify_rules() {
    return {
#define PRORATA_VERIFY_RULE(id, function, meaning, ...) {#id, meaning, {__VA_ARGS__}},
#include "verify/rules.inc"
#undef PRORATA_VERIFY_RULE
    };
}

std::vector<Finding> verify(Book& book, std::string_view anchor) {
    std::vector<Finding> findings;
    (void)book.refresh();
    const Image image(book);
    Check check(book, image, findings);
#define PRORATA_VERIFY_RULE(id, function, meaning, ...) apply(check, #id, function);
#include "verify/rules.inc"
#undef PRORATA_VERIFY_RULE
    const auto chain = anchors(image.table("seal"), image.table("journal"));
    if (!anchor.empty() && std::find(chain.begin(), chain.end(), anchor) == chain.end()) {
        findings.push_back({"C1", "seal", 0, "no seal of the book has the anchor that was given"});
    }
    return findings;
}

} // namespace prorata
