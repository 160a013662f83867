#pragma once

#include "repository/book.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prorata {

/// Fields of a request and what they name, for example {"account", "acme"}.
using NamedFields = std::vector<std::pair<std::string_view, std::string>>;

/// Throws unless every account, seller, payer, tariff, component and subscription that the fields
/// name is in the book. Other fields are left alone.
///
/// Errors: Error{not_found} that names all of them, each at its field.
void require_known(Book& book, const NamedFields& fields);

/// The account that the fields name, itself or by its subscription; nothing if they name none.
[[nodiscard]] std::optional<AccountId> account_in(Book& book, const NamedFields& fields);

} // namespace prorata
