#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

class Book;
struct Explanation;

/// How a charge came about. Errors: Error{not_found}.
[[nodiscard]] Explanation derivation_of(Book& book, std::int64_t charge);

/// What `Engine::explain` answers.
[[nodiscard]] std::string explain_charge(Book& book, std::int64_t charge,
                                         std::string_view language);

} // namespace prorata
