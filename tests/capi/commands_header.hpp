#pragma once

#include "prorata/engine/engine.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// The typed form of every command in C: capi/include/prorata_c/commands.h is exactly this text.

namespace commands_header {

using namespace prorata;

/// How a type of field is written in C.
struct CType {
    std::string declaration; ///< Ends where the name follows.
    std::size_t size;
    std::string unset;
    std::string unit;
};

inline const CType& c_type(std::string_view type) {
    static const std::map<std::string_view, CType> types{
        {"text", {"const char *", 8, "NULL", ""}},
        {"term", {"const char *", 8, "NULL", "ISO 8601 term such as \"P1M\": "}},
        {"decimal", {"const char *", 8, "NULL", "decimal such as \"2.5\": "}},
        {"date", {"int32_t ", 4, "PRORATA_NO_DATE", "date: "}},
        {"instant", {"int64_t ", 8, "PRORATA_NO_INSTANT", "instant: "}},
        {"money", {"prorata_money ", 16, "{0, \"\"}", "money: "}},
        {"whole number", {"int64_t ", 8, "PRORATA_NO_NUMBER", ""}},
        {"yes or no", {"int32_t ", 4, "PRORATA_NO_FLAG", "0 or 1: "}},
        {"texts by name", {"const prorata_argument *", 8, "NULL", "texts by name: "}}};
    return types.at(type);
}

/// A comment, broken where a line is full.
inline std::string comment(const std::string& text, std::string_view indent) {
    constexpr std::size_t width = 98;
    std::string all = std::string(indent) + "/*";
    std::size_t column = all.size();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (column + 1 + end - at > width) {
            all += "\n" + std::string(indent) + " *";
            column = indent.size() + 2;
        }
        all += " " + text.substr(at, end - at);
        column += 1 + end - at;
        at = end + 1;
    }
    return all + " */\n";
}

/// Members of a request with their initial values, without padding.
class Members {
  public:
    void add(const FieldDescription& field) {
        const CType& type = c_type(field.type);
        if (type.size >= 8) align();
        const std::string need = field.need == FieldNeed::required ? "required: " : "";
        text_ += comment(need + type.unit + std::string(field.meaning), "    ");
        member(type.declaration, std::string(field.name), type.size, type.unset);
        if (field.type == "texts by name")
            member("size_t ", std::string(field.name) + "_count", 8, "0");
    }
    void finish() { align(); }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::string& initial() const { return initial_; }

  private:
    void align() {
        if (size_ % 8 != 0) member("uint32_t ", "reserved_" + std::to_string(++reserved_), 4, "0");
    }
    void member(const std::string& declaration, const std::string& name, std::size_t size,
                const std::string& unset) {
        text_ += "    " + declaration + name + ";\n";
        initial_ += ", " + unset;
        size_ += size;
    }

    std::string text_;
    std::string initial_;
    std::size_t size_ = 4; // struct_size
    int reserved_ = 0;
};

inline std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

inline std::string section(const CommandDescription& command) {
    const std::string name(command.name);
    const std::string type = "prorata_" + name + "_request";
    Members members;
    for (const FieldDescription& field : command.fields)
        members.add(field);
    members.finish();
    return "\n" + comment(name + ": " + std::string(command.meaning) + ".", "") +
           "typedef struct " + type + " {\n    uint32_t struct_size;\n" + members.text() + "} " +
           type + ";\n\n#define " + upper(type) + "_INIT \\\n    {(uint32_t)sizeof(" + type + ")" +
           members.initial() + "}\n\nPRORATA_API void " + type + "_init(" + type +
           " *request);\nPRORATA_API prorata_status prorata_engine_" + name +
           "(prorata_answer **answer_out, prorata_engine *engine,\n    const prorata_context "
           "*context, const " +
           type + " *request, prorata_error **error_out);\n";
}

inline std::string header() {
    std::string text =
        "/* clang-format off */\n"
        "/* This file is written from the list of commands by `engine_test`, which fails when the "
        "two\n"
        " * differ. */\n"
        "#ifndef PRORATA_C_COMMANDS_H\n#define PRORATA_C_COMMANDS_H\n\n"
        "#include \"prorata_c/base.h\"\n\n"
        "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
        "/* Every command, typed. Fill a request by its _INIT macro or its _init function, set "
        "fields, "
        "and\n * call; *answer_out is to be freed by prorata_answer_free. A field that is not "
        "\"required\" may stay as\n * it is. Texts are borrowed for the call. Threads: one call at "
        "a "
        "time per engine.\n * Errors of every command: -1 that names every field that is missing "
        "or "
        "malformed, -2 for names that\n * are not there, -3 for what is taken or a key that was "
        "used for "
        "another request, -8 for a handle that\n * is none, -9 for a second call, -11 to -13 for a "
        "storage that fails. */\n";
    for (const CommandDescription& command : commands())
        text += section(command);
    return text + "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
}

} // namespace commands_header
