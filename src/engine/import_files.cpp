// From CSV files to commands: columns, moments, keys; every fault that the form alone shows.

#include "engine/import_files.hpp"

#include "engine/arguments.hpp"

#include <algorithm>
#include <array>

namespace prorata {

namespace {

constexpr std::array<std::string_view, 3> own_fields{"command", "entered_at", "external_id"};
/// What is no row of anybody's table.
constexpr std::array<std::string_view, 3> no_rows{"run", "quote", "import_rows"};

template <class List, class Value>
bool holds(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Whether the command has the field; "" stands for any command.
bool has_field(std::string_view command, std::string_view field) {
    if (holds(own_fields, field)) return true;
    for (const CommandDescription& known : commands()) {
        if (holds(no_rows, known.name) || (!command.empty() && known.name != command)) continue;
        for (const FieldDescription& one : known.fields) {
            const bool by_name = one.type == field::Pairs::label;
            const std::string prefix = std::string(one.name) + '.';
            if (by_name ? field.starts_with(prefix) : field == one.name) return true;
        }
    }
    return false;
}

bool is_command(std::string_view name) {
    const auto all = commands();
    return !holds(no_rows, name) && std::any_of(all.begin(), all.end(), [&](const auto& known) {
        return known.name == name;
    });
}

std::string names_of_commands() {
    std::string text;
    for (const CommandDescription& known : commands()) {
        if (!holds(no_rows, known.name)) text.append(text.empty() ? "" : ", ").append(known.name);
    }
    return text;
}

char delimiter_of(const ImportRows& request, Faults& faults) {
    const std::string text = request.delimiter.value_or(",");
    if (text == "tab") return '\t';
    if (text.size() == 1 && text[0] > ' ' && text[0] < '\x7f' && text[0] != '"') return text[0];
    faults.add("delimiter", "is \"" + text + "\"; give one character, or tab");
    return ',';
}

/// The file that a key such as "payers.csv.account" names, and what of it: "account".
std::pair<ImportFile*, std::string> named(std::vector<ImportFile>& files, const std::string& key) {
    std::pair<ImportFile*, std::string> found{nullptr, ""};
    for (ImportFile& file : files) {
        const bool longer = found.first == nullptr || file.name.size() > found.first->name.size();
        if (longer && key.starts_with(file.name + '.'))
            found = {&file, key.substr(file.name.size() + 1)};
    }
    return found;
}

/// Calls `use(file, rest, value)` for each pair of a field such as `column`.
template <class Use>
void each_pair(std::vector<ImportFile>& files, std::string_view field, const field::Pairs& pairs,
               Faults& faults, const Use& use) {
    for (const auto& [key, value] : pairs.pairs) {
        const std::string path = std::string(field) + '.' + key;
        auto [file, rest] = named(files, key);
        if (file == nullptr) {
            faults.add(path, "names no file of this import; give it as file.NAME");
        } else {
            use(*file, rest, value, path);
        }
    }
}

void set_commands(std::vector<ImportFile>& files, const ImportRows& request, Faults& faults) {
    for (const auto& [name, command] : request.command.pairs) {
        const auto file =
            std::find_if(files.begin(), files.end(),
                         [&wanted = name](const auto& one) { return one.name == wanted; });
        const std::string path = "command." + name;
        if (file == files.end()) {
            faults.add(path, "names no file of this import; give it as file.NAME");
        } else if (!is_command(command)) {
            faults.add(path, "is \"" + command + "\"; give one of " + names_of_commands());
        } else {
            file->command = command;
        }
    }
}

void set_columns(std::vector<ImportFile>& files, const ImportRows& request, Faults& faults) {
    for (ImportFile& file : files)
        file.fields = file.table.header;
    const auto column = [&faults](ImportFile& file, const std::string& header,
                                  const std::string& path) -> std::string* {
        const auto& headers = file.table.header;
        const auto found = std::find(headers.begin(), headers.end(), header);
        if (found != headers.end()) {
            return &file.fields[static_cast<std::size_t>(found - headers.begin())];
        }
        faults.add(path, "there is no column \"" + header + "\" in " + file.name);
        return nullptr;
    };
    each_pair(files, "column", request.column, faults,
              [&](auto& file, const auto& field, const auto& header, const auto& path) {
                  if (std::string* place = column(file, header, path)) *place = field;
              });
    each_pair(files, "ignore", request.ignore, faults,
              [&](auto& file, const auto& header, const auto&, const auto& path) {
                  if (std::string* place = column(file, header, path)) place->clear();
              });
    each_pair(files, "value", request.value, faults,
              [](auto& file, const auto& field, const auto& value, const auto&) {
                  file.shared.emplace_back(field, value);
              });
}

void check_columns(const ImportFile& file, Faults& faults) {
    const bool told = !file.command.empty() || holds(file.fields, "command");
    if (!told) {
        faults.add(file.name + ":1",
                   "has no column \"command\"; say what its rows are by command." + file.name);
    }
    for (std::size_t i = 0; told && i < file.fields.size(); ++i) {
        const std::string& field = file.fields[i];
        if (field.empty() || has_field(file.command, field)) continue;
        faults.add(file.name + ":1:" + file.table.header[i],
                   "is no field of " + (file.command.empty() ? "a command" : file.command) +
                       "; name it by column." + file.name + ", or leave it out by ignore." +
                       file.name);
    }
}

/// Reads the arguments as the command would. Errors: as the command.
void read_as(std::string_view command, const Arguments& arguments) {
#define PRORATA_READ(known, Type, FIELDS, meaning)                                                 \
    if (command == #known) return (void)parsed<Type>(arguments);
    PRORATA_COMMANDS(PRORATA_READ)
#undef PRORATA_READ
}

/// One row of a file, being read.
class CellReader {
  public:
    CellReader(const ImportFile& file, const CsvRow& row, const Context& context, Faults& faults)
        : faults_(faults), row_{&file, row.number, file.command, context, {}}, whole_(row.whole) {
        for (const auto& [field, value] : file.shared)
            take(field, value);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!file.fields[i].empty() && !row.cells[i].empty())
                take(file.fields[i], row.cells[i]);
        }
    }

    ImportRow finish() {
        if (!whole_) {
            row_.right = false;
        } else if (!is_command(row_.command)) {
            fault("command", "is \"" + row_.command + "\"; give one of " + names_of_commands());
        } else {
            try {
                read_as(row_.command, row_.arguments);
            } catch (const Error& error) {
                row_.right = false;
                add_faults(faults_, row_, error);
            }
        }
        set_key();
        return std::move(row_);
    }

  private:
    void fault(std::string_view field, std::string message) {
        row_.right = false;
        faults_.add(row_.file->place(row_.number, field), std::move(message));
    }

    void take(const std::string& field, const std::string& value) {
        if (field == "command") {
            row_.command = value;
        } else if (field == "external_id") {
            external_id_ = value;
        } else if (field == "entered_at") {
            try {
                row_.context.at = Instant::parse(value);
            } catch (const Error& error) {
                fault(field, error.message());
            }
        } else {
            row_.arguments.emplace_back(field, value);
        }
    }

    /// The same row of a later import has the same key: its own id, else what it says, but for what
    /// identifies a person, which leaves no trace in the journal (R62).
    void set_key() {
        std::string text;
        for (const auto& [field, value] : row_.arguments) {
            if (!field.starts_with("requisite."))
                text.append(field).append("=").append(value).append("\n");
        }
        const std::string id = external_id_.empty() ? fingerprint(text) : external_id_;
        row_.context.key = "import " + row_.command + ' ' + id;
    }

    Faults& faults_;
    ImportRow row_;
    bool whole_;
    std::string external_id_;
};

} // namespace

std::string ImportFile::place(int row, std::string_view field) const {
    std::string place = name + ':' + std::to_string(row);
    if (field.empty()) return place;
    const auto found = std::find(fields.begin(), fields.end(), field);
    const auto column = static_cast<std::size_t>(found - fields.begin());
    return place.append(":").append(found == fields.end() ? field : table.header[column]);
}

std::string ImportRow::value(std::string_view field) const {
    for (const auto& [name, value] : arguments) {
        if (name == field) return value;
    }
    return "";
}

std::vector<ImportFile> import_files(const ImportRows& request, Faults& faults) {
    const char delimiter = delimiter_of(request, faults);
    std::vector<ImportFile> files;
    for (const auto& [name, text] : request.file.pairs)
        files.push_back({name, "", parse_csv(text, name, delimiter, faults), {}, {}});
    set_commands(files, request, faults);
    set_columns(files, request, faults);
    for (const ImportFile& file : files)
        check_columns(file, faults);
    return files;
}

std::vector<ImportRow> import_rows_of(const std::vector<ImportFile>& files, const Context& context,
                                      Faults& faults) {
    std::vector<ImportRow> rows;
    for (const ImportFile& file : files) {
        for (const CsvRow& row : file.table.rows)
            rows.push_back(CellReader(file, row, context, faults).finish());
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ImportRow& left, const ImportRow& right) {
        return left.context.at < right.context.at;
    });
    return rows;
}

void add_faults(Faults& faults, const ImportRow& row, const Error& error) {
    if (error.faults().empty()) {
        faults.add(row.file->place(row.number, ""), error.message());
    }
    for (const Fault& fault : error.faults()) {
        const bool personal = fault.path.starts_with("requisite");
        const std::string field = fault.path.starts_with("requisites.")
                                      ? "requisite." + fault.path.substr(11)
                                      : fault.path;
        const std::string value = personal ? "" : row.value(field); // no personal data (R62)
        const bool quoted = value.empty() || fault.message.starts_with("is " + value) ||
                            fault.message.find('"' + value + '"') != std::string::npos;
        faults.add(row.file->place(row.number, field),
                   quoted ? fault.message : '"' + value + "\" " + fault.message);
    }
}

} // namespace prorata
