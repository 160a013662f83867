#pragma once

#include "engine/shown.hpp"
#include "prorata/engine/engine.hpp"

#include <utility>
#include <vector>

namespace prorata {

/// Keeps the rows of a table whose columns, as text, are what the arguments say.
class Filter {
  public:
    /// Errors: Error{not_found} that names every argument that is no column.
    Filter(const storage::Table& table, const Arguments& arguments);

    [[nodiscard]] bool empty() const noexcept { return wanted_.empty(); }
    [[nodiscard]] bool keeps(const RowText& row) const;
    /// The columns and the texts that they must have.
    [[nodiscard]] const std::vector<std::pair<ShownColumn, std::string>>& wanted() const noexcept {
        return wanted_;
    }

  private:
    std::vector<std::pair<ShownColumn, std::string>> wanted_;
};

} // namespace prorata
