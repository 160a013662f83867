#include "prorata/money/amount.hpp"

#include "money/int128.hpp"
#include "money/number_text.hpp"

namespace prorata {

namespace {

int scale_of(Currency currency) {
    return currency.digits() + Amount::extra_digits;
}

/// Digits are at most those of an Amount, 8: 10^8 × 2^63 < 2^127, and 10^8 × 10^30 as well.
std::int64_t scaled(Int128 value, int digits) {
    return storable(value * power_of_ten(digits), "an amount");
}

} // namespace

void require_same(Currency left, Currency right) {
    if (left == right) return;
    throw Error(ErrorCode::currency_mismatch, std::string(left.code()) + " and " +
                                                  std::string(right.code()) +
                                                  " do not mix; convert with a dated rate");
}

Amount::Amount(std::int64_t units, Currency currency)
    : units_(storable(units, "an amount")), currency_(currency) {}

Amount Amount::round(const Exact& exact, Currency currency, const Rounding& rounding) {
    const int finer = scale_of(currency) - rounding.digits;
    if (finer < 0) {
        throw Error(ErrorCode::invalid_argument,
                    std::to_string(rounding.digits) + " digits are more than an amount of " +
                        std::string(currency.code()) + " has; give at most " +
                        std::to_string(scale_of(currency)));
    }
    return {scaled(exact.rounded(rounding), finer), currency};
}

Amount Amount::parse(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == text.npos) {
        throw Error(ErrorCode::invalid_argument, "an amount is a number, a space and a currency, "
                                                 "for example 12.50 RUB");
    }
    const Currency currency = Currency::of(text.substr(space + 1));
    Written written = read_number(text.substr(0, space));
    for (; written.scale > scale_of(currency); --written.scale) {
        if (written.coefficient % 10 != 0) {
            throw Error(ErrorCode::inexact, "an amount of " + std::string(currency.code()) +
                                                " has at most " +
                                                std::to_string(scale_of(currency)) + " digits");
        }
        written.coefficient /= 10;
    }
    return {scaled(written.coefficient, scale_of(currency) - written.scale), currency};
}

Exact Amount::exact() const {
    return Exact(Decimal(units_, scale_of(currency_)));
}

std::string Amount::text() const {
    return write_number(units_, scale_of(currency_), currency_.digits()) + " " +
           std::string(currency_.code());
}

Amount operator+(const Amount& left, const Amount& right) {
    require_same(left.currency_, right.currency_);
    return {storable(static_cast<Int128>(left.units_) + right.units_, "a sum of amounts"),
            left.currency_};
}

Amount operator-(const Amount& amount) {
    return {-amount.units_, amount.currency_};
}
Amount operator-(const Amount& left, const Amount& right) {
    return left + -right;
}

bool operator==(const Amount& left, const Amount& right) {
    return left <=> right == 0;
}

std::strong_ordering operator<=>(const Amount& left, const Amount& right) {
    require_same(left.currency_, right.currency_);
    return left.units_ <=> right.units_;
}

} // namespace prorata
