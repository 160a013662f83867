#pragma once

// What every story needs: a book in memory, commands by name, rows by their natural keys.

#include <prorata/prorata.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

class Story {
  public:
    /// Publishes the catalogue and adds the seller "rus".
    explicit Story(const char* catalog_path) {
        std::ifstream file(catalog_path);
        say("2025-01-01", "publish",
            {{"catalog", std::string(std::istreambuf_iterator<char>(file), {})}});
        say("2025-01-01", "add_seller",
            {{"code", "rus"}, {"name", "Rus LLC"}, {"country", "RU"}, {"zone", "Europe/Moscow"}});
    }

    /// An account with one payer of the same name.
    void add_account(const std::string& number, const prorata::Arguments& more) {
        prorata::Arguments account{
            {"number", number}, {"currency", "RUB"}, {"zone", "Europe/Moscow"}, {"due_days", "60"}};
        account.insert(account.end(), more.begin(), more.end());
        say("2025-01-01", "add_account", account);
        say("2025-01-01", "add_payer",
            {{"account", number}, {"code", number}, {"kind", "legal_entity"}, {"country", "RU"}});
    }

    /// One command at nine o'clock in UTC; says so if it is declined.
    prorata::Answer say(const std::string& day, const std::string& command,
                        const prorata::Arguments& arguments) {
        const prorata::Context context{at(day), "example", "command-" + std::to_string(++count_)};
        const auto outcome = engine.perform(context, command, arguments);
        if (outcome.declined()) {
            std::cout << command << ": declined, " << name(outcome.decline().code) << '\n';
            return {};
        }
        return outcome.value();
    }

    /// Prints columns of a query, one row a line.
    void show(const std::string& day, const std::string& query,
              const std::vector<std::string>& columns, const prorata::Arguments& arguments = {}) {
        const prorata::Rows rows = engine.show(query, arguments, at(day));
        for (const auto& row : rows.rows) {
            std::cout << query << ':';
            for (const std::string& column : columns) {
                for (std::size_t i = 0; i < rows.columns.size(); ++i) {
                    if (rows.columns[i] == column) std::cout << ' ' << row[i];
                }
            }
            std::cout << '\n';
        }
    }

    prorata::Engine engine = prorata::Engine::in_memory();

  private:
    static prorata::Instant at(const std::string& day) {
        return prorata::Instant::parse(day + "T09:00:00Z");
    }
    int count_ = 0;
};
