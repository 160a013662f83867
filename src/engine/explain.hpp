#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

class Book;

/// What `Engine::explain` answers.
[[nodiscard]] std::string explain_charge(Book& book, std::int64_t charge,
                                         std::string_view language);

} // namespace prorata
