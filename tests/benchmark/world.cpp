#include "world.hpp"

#include "prorata/storage/sqlite.hpp"
#include "repository/schema.hpp"
#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

namespace benchmark {

namespace {

using prorata::storage::Cell;
using prorata::storage::sqlite::Connection;
using prorata::storage::sqlite::Statement;

/// An even hash: what subscription n is like depends on n alone (splitmix64).
std::int64_t draw(std::int64_t n, std::uint64_t salt, std::uint64_t below) {
    std::uint64_t x = static_cast<std::uint64_t>(n) * 0x9E3779B97F4A7C15U + salt;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return static_cast<std::int64_t>((x ^ (x >> 31)) % below);
}

void step(Statement& statement, std::initializer_list<std::int64_t> values) {
    int position = 0;
    for (const std::int64_t value : values)
        statement.bind(++position, Cell(value));
    if (statement.step() != SQLITE_DONE) throw std::runtime_error("could not fill the world");
    statement.reset();
}

Connection open(const std::string& path) {
    Connection connection(path, false, std::chrono::seconds(10));
    connection.execute("PRAGMA synchronous = OFF");
    connection.execute("PRAGMA cache_size = -400000");
    return connection;
}

void create_accounts(Connection& db, std::int64_t accounts) {
    Statement account(db.raw(), "INSERT INTO account VALUES (?1, 1, 'A' || ?1, 'RUB', "
                                "'Europe/Moscow', ?2)");
    Statement payer(db.raw(), "INSERT INTO payer VALUES (?1, ?1, 1, 2, 'RU')");
    for (std::int64_t a = 1; a <= accounts; ++a) {
        step(account, {a, month(0).ends_on});
        step(payer, {a});
    }
}

class Seller {
  public:
    explicit Seller(Connection& db)
        : subscription_(db.raw(), "INSERT INTO subscription VALUES (?1, ?2, 1, ?1, ?1, 1, 4, ?3, "
                                  "?3, NULL, ?3, NULL)"),
          extension_(db.raw(),
                     "INSERT INTO extension VALUES (?1, ?2, 1, ?3, ?4, ?4, 1, 0, ?5, NULL)"),
          segment_(db.raw(),
                   "INSERT INTO segment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, 0, NULL)") {}

    /// Sells subscription n of the world, as the next one in time.
    void sell(std::int64_t n) {
        const std::int64_t account = n / 10 + 1;
        const std::int64_t start = month(0).starts_on;
        const std::int64_t tariff = 1 + draw(n, 1, tariffs);
        const std::int64_t quantity = 1 + draw(n, 2, 7);
        step(subscription_, {account, ++subscriptions_, start});
        step(segment_, {account, ++segments_, subscriptions_, start, 1, tariff, quantity});
        if (draw(n, 3, 10) == 0) {
            const std::int64_t other = 1 + (quantity + draw(n, 4, 6)) % 7;
            step(segment_, {account, ++segments_, subscriptions_, start, 2, tariff, other});
        }
        if (draw(n, 5, 10) < 3) {
            step(extension_, {account, ++extensions_, subscriptions_, tariffs + tariff, start});
        }
    }

  private:
    Statement subscription_;
    Statement extension_;
    Statement segment_;
    std::int64_t subscriptions_ = 0;
    std::int64_t extensions_ = 0;
    std::int64_t segments_ = 0;
};

std::vector<std::int64_t> shuffled(std::int64_t count) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::mt19937_64 random(20250101);
    for (std::size_t i = order.size(); i > 1; --i) // not std::shuffle, which differs by library
        std::swap(order[i - 1], order[random() % i]);
    return order;
}

} // namespace

Month month(int k) {
    using namespace std::chrono;
    const auto first = [](int m) {
        const sys_days day = year(2025 + m / 12) / (m % 12 + 1) / 1;
        return static_cast<std::int64_t>(day.time_since_epoch().count());
    };
    return {first(k), first(k + 1)};
}

void create_world(const std::string& path, std::int64_t subscriptions) {
    prorata::storage::SqliteStorage(path).install(prorata::book_schema());
    Connection db = open(path);
    db.execute("BEGIN IMMEDIATE");
    db.execute("INSERT INTO currency VALUES ('RUB', 2)");
    db.execute("INSERT INTO seller VALUES (1, 1, 'Seller', 'RU', 'Europe/Moscow', NULL)");
    db.execute("INSERT INTO series VALUES (1, 1, 1, 1, 2025, 'AP%09d', 1)");
    db.execute("INSERT INTO series VALUES (2, 1, 1, 2, 2025, 'AC%09d', 1)");
    for (const std::string table : {"charge", "entry", "posting", "invoice", "act", "event"})
        db.execute("INSERT INTO counter VALUES ('" + table + "', 1, 1)");
    create_accounts(db, subscriptions / 10);
    Seller seller(db);
    for (const std::int64_t n : shuffled(subscriptions))
        seller.sell(n);
    db.execute("COMMIT");
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

void move_changes(const std::string& path, const Month& month) {
    Connection db = open(path);
    db.execute("UPDATE segment SET starts_on = " + std::to_string(month.starts_on) +
               " + 1 + subscription % 27 WHERE cause = 2");
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::string digest(const std::string& path) {
    Connection db = open(path);
    const auto none = [&](const std::string& what, const std::string& query) {
        if (db.query("SELECT EXISTS (" + query + ")") != "0") throw std::runtime_error(what);
    };
    none("an entry does not sum to zero",
         "SELECT 1 FROM posting GROUP BY entry HAVING sum(amount) <> 0 OR count(*) < 2");
    none("days are not charged exactly once",
         "SELECT 1 FROM charge GROUP BY subscription, ifnull(extension, 0), period_on "
         "HAVING sum(sign * numerator) <> max(denominator)");
    none("a document's total is not that of its charges",
         "SELECT 1 FROM invoice i WHERE total * 10000 <> (SELECT sum(amount) FROM charge c WHERE "
         "c.id >= i.first_charge AND c.id < i.first_charge + i.charges)");
    none("a series has a gap",
         "SELECT 1 FROM series s WHERE next_number - 1 <> CASE kind WHEN 1 "
         "THEN (SELECT count(*) FROM invoice) ELSE (SELECT count(*) FROM act) END");
    return db.query(
        "SELECT (SELECT printf('%d charges of %d, tax %d', count(*), sum(amount / 10000), "
        "sum(tax / 10000)) FROM charge) || (SELECT printf('; %d postings, %d', count(*), "
        "sum(abs(amount / 10000))) FROM posting) || (SELECT printf('; %d entries, %d', count(*), "
        "sum(first_charge)) FROM entry) || (SELECT printf('; %d invoices, %d', count(*), "
        "sum(total)) FROM invoice) || (SELECT printf('; %d acts, %d', count(*), sum(total)) FROM "
        "act) || (SELECT printf('; %d events', count(*)) FROM event) || (SELECT printf('; through "
        "%d', sum(billed_through)) FROM subscription)");
}

} // namespace benchmark
