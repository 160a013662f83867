#include "prorata/money/currency.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace prorata {

namespace {

struct Row {
    std::string_view code;
    int number;
    int digits;
    std::string_view name;
};

constexpr Row table[] = {
#include "money/currency_table.inc"
};
static_assert(std::size(table) < 256, "Currency keeps a position in one byte");

} // namespace

Currency Currency::of(std::string_view code) {
    const auto* found =
        std::lower_bound(std::begin(table), std::end(table), code,
                         [](const Row& row, std::string_view c) { return row.code < c; });
    if (found == std::end(table) || found->code != code) {
        throw Error(
            ErrorCode::not_found,
            "there is no such currency; give a code of ISO 4217 in capitals, for example RUB");
    }
    return Currency(static_cast<std::size_t>(found - std::begin(table)));
}

Currency Currency::of_number(int number) {
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (table[i].number == number) return Currency(i);
    }
    throw Error(ErrorCode::not_found,
                "there is no currency with the number " + std::to_string(number));
}

std::string_view Currency::code() const noexcept {
    return table[position_].code;
}
int Currency::number() const noexcept {
    return table[position_].number;
}
int Currency::digits() const noexcept {
    return table[position_].digits;
}
std::string_view Currency::name() const noexcept {
    return table[position_].name;
}

} // namespace prorata
