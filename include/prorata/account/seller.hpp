#pragma once

#include "prorata/account/requisites.hpp"
#include "prorata/base/error.hpp"
#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/time/zone.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// How a seller is taxed: name and number. Stored numbers.
///
/// general: charges value added tax; exempt: sells without it.
#define PRORATA_TAX_REGIMES(X)                                                                     \
    X(general, 1)                                                                                  \
    X(exempt, 2)
PRORATA_NAMED_CODES(TaxRegime, tax_regime, PRORATA_TAX_REGIMES)

/// Who sells and signs documents; a book may hold several (R64).
///
/// Range:   `code` and `legal_name` are 1 to 200 bytes without control characters; `country` is two
///          capital letters (ISO 3166 alpha-2).
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/account.md, rules R28, R64.
struct Seller {
    SellerId id;
    std::string code; ///< The portal's own, unique.
    std::string legal_name;
    LegalForm kind;
    std::string country;
    Zone zone; ///< Documents, their numbers and legal deadlines are dated in it (R28).
    TaxRegime tax_regime;

    [[nodiscard]] bool vat_payer() const noexcept { return tax_regime == TaxRegime::general; }

    friend bool operator==(const Seller&, const Seller&) = default;
};

/// As for a payer: throws on every fault, returns the warnings. An individual is no seller.
///
/// Errors: Error{invalid_argument} that names every fault with its path, `requisite.inn`.
[[nodiscard]] std::vector<Fault> require_valid(const Seller& seller, const Requisites& requisites,
                                               ChecksumPolicy policy = ChecksumPolicy::fail);

} // namespace prorata
