#include "prorata/money/money.hpp"

#include "money/int128.hpp"
#include "money/number_text.hpp"

namespace prorata {

Money::Money(std::int64_t minor, Currency currency)
    : minor_(storable(minor, "money")), currency_(currency) {}

Money Money::round(const Exact& exact, Currency currency, RoundingMode mode) {
    return {exact.rounded({mode, currency.digits()}), currency};
}

Money Money::round(const Amount& amount, RoundingMode mode) {
    return round(amount.exact(), amount.currency(), mode);
}

Money Money::exactly(const Amount& amount) {
    const auto minor_unit = static_cast<std::int64_t>(power_of_ten(Amount::extra_digits));
    if (amount.units() % minor_unit != 0) {
        throw Error(ErrorCode::inexact, amount.text() + " is no whole number of minor units");
    }
    return {amount.units() / minor_unit, amount.currency()};
}

Money Money::parse(std::string_view text) {
    return exactly(Amount::parse(text));
}

Money::operator Amount() const {
    return {storable(minor_ * power_of_ten(Amount::extra_digits), "an amount"), currency_};
}

std::string Money::text() const {
    return write_number(minor_, currency_.digits(), currency_.digits()) + " " +
           std::string(currency_.code());
}

Money operator+(const Money& left, const Money& right) {
    require_same(left.currency_, right.currency_);
    return {storable(static_cast<Int128>(left.minor_) + right.minor_, "a sum of money"),
            left.currency_};
}

Money operator-(const Money& money) {
    return {-money.minor_, money.currency_};
}
Money operator-(const Money& left, const Money& right) {
    return left + -right;
}

bool operator==(const Money& left, const Money& right) {
    return left <=> right == 0;
}

std::strong_ordering operator<=>(const Money& left, const Money& right) {
    require_same(left.currency_, right.currency_);
    return left.minor_ <=> right.minor_;
}

} // namespace prorata
