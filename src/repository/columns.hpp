#pragma once

#include "prorata/storage/schema.hpp"

#include <string>
#include <vector>

namespace prorata::columns {

using storage::Column;

/// Marks a column as one that may be null.
[[nodiscard]] Column optional(Column column);

[[nodiscard]] Column integer(std::string name, std::string comment);
[[nodiscard]] Column text(std::string name, std::string comment);
[[nodiscard]] Column date(std::string name, std::string comment);
[[nodiscard]] Column instant(std::string name, std::string comment);
[[nodiscard]] Column amount(std::string name, std::string comment);
[[nodiscard]] Column money(std::string name, std::string comment);
/// A code 1, 2, 3, ... with these names; codes are never reused.
[[nodiscard]] Column code(std::string name, std::string comment, std::vector<std::string> names);

[[nodiscard]] Column id(std::string comment);
[[nodiscard]] Column version();
[[nodiscard]] Column account();
[[nodiscard]] Column payer();
[[nodiscard]] Column seller();
[[nodiscard]] Column currency();

} // namespace prorata::columns

namespace prorata {

[[nodiscard]] std::vector<storage::Table> party_tables();
[[nodiscard]] std::vector<storage::Table> ledger_tables();
[[nodiscard]] std::vector<storage::Table> document_tables();
[[nodiscard]] std::vector<storage::Table> record_tables();

} // namespace prorata
