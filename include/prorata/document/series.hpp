#pragma once

#include "prorata/base/named_codes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prorata {

/// The kinds of documents that have numbers of their own (semantics 8).
#define PRORATA_DOCUMENT_KINDS(X)                                                                  \
    X(invoice, 1, "a request for money; it books nothing")                                         \
    X(act, 2, "service rendered in a period")                                                      \
    X(correction, 3, "what an act says otherwise since it was issued (R14)")
PRORATA_NAMED_CODES(DocumentKind, document_kind, PRORATA_DOCUMENT_KINDS)

/// How the numbers of a series are written: `AP%09d` makes AP000224090 of 224090 (SL-14).
///
/// One place for the number, `%d` or `%0Nd` with N from 1 to 18; whatever stands around it is kept
/// as it is, so that series of different sellers and years can be told apart.
///
/// Range:   at most 64 bytes of UTF-8 without control characters.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/billing.md.
class NumberTemplate {
  public:
    /// Errors: Error{invalid_argument} naming everything that is wrong with it.
    explicit NumberTemplate(std::string_view text);

    /// The number as documents show it; one with more digits than places is written whole.
    ///
    /// Errors: Error{invalid_argument} for a number below 1.
    [[nodiscard]] std::string written(std::int64_t number) const;
    /// The number that is written so, or nothing.
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text) const;
    [[nodiscard]] std::string text() const;

  private:
    std::string before_;
    int places_ = 0; // 0: `%d`
    std::string after_;
};

} // namespace prorata
