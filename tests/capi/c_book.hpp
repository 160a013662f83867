#pragma once

#include "engine/portal.hpp"
#include "prorata.h"

#include <string>
#include <utility>
#include <vector>

// A book through the C functions, for tests.

namespace c_book {

using Texts = std::vector<std::pair<std::string, std::string>>;

/// Arguments as C takes them; the texts must outlive it.
class Given {
  public:
    explicit Given(const Texts& texts) {
        for (const auto& [name, value] : texts)
            arguments_.push_back({name.c_str(), value.c_str()});
    }
    [[nodiscard]] const prorata_argument* data() const { return arguments_.data(); }
    [[nodiscard]] std::size_t size() const { return arguments_.size(); }

  private:
    std::vector<prorata_argument> arguments_;
};

inline prorata_context context(const char* at, const char* key) {
    prorata_context made = PRORATA_CONTEXT_INIT;
    made.at = prorata_instant(at);
    made.actor = "test";
    made.key = key;
    return made;
}

/// One command; its status. The answer, if wanted, is the caller's.
inline prorata_status say(prorata_engine* engine, const char* at, const char* key,
                          const char* command, const Texts& texts,
                          prorata_answer** answer_out = nullptr,
                          prorata_error** error_out = nullptr) {
    const Given given(texts);
    const prorata_context who = context(at, key);
    prorata_answer* answer = nullptr;
    const prorata_status status = prorata_engine_perform(&answer, engine, &who, command,
                                                         given.data(), given.size(), error_out);
    if (answer_out != nullptr)
        *answer_out = answer;
    else
        prorata_answer_free(answer);
    return status;
}

/// Catalogue, seller, an account on credit with a payer.
inline prorata_status begin(prorata_engine* engine) {
    const std::pair<const char*, Texts> commands[] = {
        {"publish", {{"catalog", portal::catalog_text()}}},
        {"add_seller",
         {{"code", "rus"}, {"name", "Rus"}, {"country", "RU"}, {"zone", "Europe/Moscow"}}},
        {"add_account",
         {{"number", "acme"},
          {"currency", "RUB"},
          {"zone", "Europe/Moscow"},
          {"terms", "credit"},
          {"limit", "1000.00 RUB"}}},
        {"add_payer",
         {{"account", "acme"}, {"code", "p1"}, {"kind", "individual"}, {"country", "RU"}}}};
    int count = 0;
    for (const auto& [command, texts] : commands) {
        const std::string key = "begin-" + std::to_string(++count);
        const prorata_status status =
            say(engine, "2023-12-01T09:00:00Z", key.c_str(), command, texts);
        if (status != 0) return status;
    }
    return 0;
}

/// An open engine in memory that is closed at the end.
class Book {
  public:
    Book() { (void)prorata_engine_open(&engine, nullptr, nullptr); }
    ~Book() { (void)prorata_engine_close(engine, nullptr); }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    prorata_engine* engine = nullptr;
};

} // namespace c_book
