#pragma once

#include "prorata/account/requisites.hpp"
#include "prorata/base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// A short printable text: 1 to 200 bytes without control characters.
void require_label(std::string_view text, const char* path, Faults& faults);

/// Two capital letters.
void require_country(std::string_view country, Faults& faults);

/// Whether the text is not empty, of at most that many bytes, and without control characters.
[[nodiscard]] bool printable(std::string_view text, std::size_t longest) noexcept;

/// Adds what is wrong with the requisites of that country and form.
///
/// Ensures: returns the wrong control digits that are warnings, not faults.
[[nodiscard]] std::vector<Fault> check(const Requisites& requisites, std::string_view country,
                                       LegalForm form, ChecksumPolicy policy, Faults& faults);

} // namespace prorata
