#pragma once

#include "money/int128.hpp"
#include "prorata/verify/verify.hpp"
#include "verify/image.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// The sum modulo 2^64: in a damaged book a number may be anything, and stays one that is not
/// right.
[[nodiscard]] inline std::int64_t wrapped_sum(std::int64_t left, std::int64_t right) noexcept {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(left) +
                                     static_cast<std::uint64_t>(right));
}

/// One rule at work: what it reads, and where it reports.
class Check {
  public:
    Check(Book& book, const Image& image, std::vector<Finding>& findings)
        : book_(book), image_(image), findings_(findings) {}

    void begin(std::string rule) { rule_ = std::move(rule); }
    [[nodiscard]] Book& book() const noexcept { return book_; }
    [[nodiscard]] const Image& image() const noexcept { return image_; }
    [[nodiscard]] const storage::RowBatch& rows(std::string_view table) const {
        return image_.table(table);
    }
    void report(std::string_view table, std::int64_t row, std::string message) {
        findings_.push_back({rule_, std::string(table), row, std::move(message)});
    }
    /// Reports the row unless the two are equal: "total is 7, should be 8".
    void equal(std::string_view table, std::int64_t row, const std::string& what, Int128 is,
               Int128 should);

  private:
    Book& book_;
    const Image& image_;
    std::vector<Finding>& findings_;
    std::string rule_;
};

/// Sums of exact integers by account, payer and seller.
using MoneyKey = std::array<std::int64_t, 3>;
using SumsByKey = std::map<MoneyKey, Int128>;

/// The key of each row of a table that has account, payer and seller.
class KeyColumns {
  public:
    explicit KeyColumns(const storage::RowBatch& rows)
        : account_(rows, "account"), payer_(rows, "payer"), seller_(rows, "seller") {}
    [[nodiscard]] MoneyKey operator[](std::size_t row) const noexcept {
        return {account_[row], payer_[row], seller_[row]};
    }

  private:
    RowColumn account_;
    RowColumn payer_;
    RowColumn seller_;
};

/// Sum of a column over the charges first, …, first + count − 1 that exist; false if one is
/// missing.
bool sum_of_charges(const Check& check, std::int64_t first, std::int64_t count,
                    std::string_view column, Int128& sum);

inline constexpr std::int64_t units_per_minor = 10'000;

#define PRORATA_VERIFY_RULE(id, function, meaning, ...) void function(Check& check);
#include "verify/rules.inc"
#undef PRORATA_VERIFY_RULE

} // namespace prorata
