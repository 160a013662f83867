#include "prorata/money/decimal.hpp"

#include "money/int128.hpp"
#include "money/number_text.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Removes trailing zeros, then the number must fit.
Decimal canonical(Int128 coefficient, int scale) {
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    if (scale > Decimal::max_scale)
        raise_overflow("a decimal with more than 18 digits after the point");
    return {storable(coefficient, "a decimal"), scale};
}

/// The coefficient at a scale that is not smaller. 10^18 × 2^63 < 2^126: it and a sum of two fit.
Int128 at_scale(const Decimal& number, int scale) {
    return number.coefficient() * power_of_ten(scale - number.scale());
}

} // namespace

Decimal::Decimal(std::int64_t coefficient, int scale) : coefficient_(coefficient), scale_(scale) {
    if (scale < 0 || scale > max_scale) {
        throw Error(ErrorCode::invalid_argument,
                    "the scale is " + std::to_string(scale) + "; give 0 to 18");
    }
    (void)storable(coefficient, "a decimal");
    while (scale_ > 0 && coefficient_ % 10 == 0) {
        coefficient_ /= 10;
        --scale_;
    }
}

Decimal Decimal::parse(std::string_view text) {
    const Written written = read_number(text);
    return canonical(written.coefficient, written.scale);
}

std::string Decimal::text() const {
    return write_number(coefficient_, scale_, 0);
}

Decimal operator+(const Decimal& left, const Decimal& right) {
    const int scale = std::max(left.scale_, right.scale_);
    return canonical(at_scale(left, scale) + at_scale(right, scale), scale);
}

Decimal operator-(const Decimal& left, const Decimal& right) {
    const int scale = std::max(left.scale_, right.scale_);
    return canonical(at_scale(left, scale) - at_scale(right, scale), scale);
}

Decimal operator*(const Decimal& left, const Decimal& right) {
    return canonical(static_cast<Int128>(left.coefficient_) * right.coefficient_,
                     left.scale_ + right.scale_);
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) noexcept {
    const int scale = std::max(left.scale_, right.scale_);
    return at_scale(left, scale) <=> at_scale(right, scale);
}

} // namespace prorata
