#include "engine/usage_input.hpp"

#include "engine/arguments.hpp"
#include "engine/arrow_input.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::size_t most_records = 1'000'000;

std::string names_of(const std::vector<FieldDescription>& fields) {
    std::string all;
    for (const FieldDescription& field : fields)
        all.append(all.empty() ? "" : ", ").append(field.name);
    return all;
}

/// Every column must be a field, once and of a type that is taken; what is required must be there.
void require_columns(const std::vector<ArrowInput::Column>& columns) {
    const auto fields = fields_of<RecordUsage>();
    const auto times = [&columns](std::string_view name) {
        return std::count_if(columns.begin(), columns.end(),
                             [name](const auto& column) { return column.name == name; });
    };
    Faults faults;
    for (const ArrowInput::Column& column : columns) {
        const bool known = std::any_of(fields.begin(), fields.end(), [&column](const auto& field) {
            return field.name == column.name;
        });
        if (!known)
            faults.add(column.name, "is no field of record_usage; give " + names_of(fields));
        else if (!column.type.refusal.empty())
            faults.add(column.name, column.type.refusal);
    }
    for (const FieldDescription& field : fields) {
        if (times(field.name) > 1) faults.add(std::string(field.name), "is there twice");
        if (times(field.name) == 0 && field.need == FieldNeed::required)
            faults.add(std::string(field.name), "is missing; give " + std::string(field.meaning));
    }
    faults.raise_if_any("the columns of the usage are not right");
}

/// One row as a request; what a cell does not say rightly is kept as a fault of the record.
RecordUsage record_of(const ArrowInput& input, std::int64_t row, UsageInput& into) {
    RecordUsage record;
    const auto& columns = input.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        RecordUsage::each_field(record, [&](const FieldDescription& field, auto& value) {
            if (field.name != columns[i].name) return;
            try {
                if (const auto text = input.text(i, row)) value.parse(*text);
            } catch (const Error& error) {
                into.unreadable.push_back(
                    {into.records.size(), {columns[i].name, error.message()}});
            }
        });
    }
    return record;
}

} // namespace

UsageInput read_usage(ArrowArrayStream& stream) {
    ArrowInput input(stream);
    require_columns(input.columns());
    UsageInput read;
    while (input.next()) {
        if (read.records.size() + static_cast<std::size_t>(input.rows()) > most_records) {
            throw Error(ErrorCode::invalid_argument, "the usage was refused",
                        {{"records", "are more than 1000000; give them in several commands"}});
        }
        for (std::int64_t row = 0; row < input.rows(); ++row)
            read.records.push_back(record_of(input, row, read));
    }
    return read;
}

} // namespace prorata
