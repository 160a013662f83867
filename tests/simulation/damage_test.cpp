// Files that are not what they should be: each gets a clear fault, none is written to, none
// crashes.

#include "world.hpp"

#include "../storage/temporary.hpp"

#include "catch.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace simulation;

namespace {

void sql(const std::string& path, const std::string& text) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    char* message = nullptr;
    const int code = sqlite3_exec(database, text.c_str(), nullptr, nullptr, &message);
    INFO((message == nullptr ? "" : message));
    CHECK(code == SQLITE_OK);
    sqlite3_close(database);
}

void make(const std::string& path) {
    Portal portal(std::make_unique<storage::SqliteStorage>(path));
    base_book(portal);
}

std::string code_of(const std::function<void()>& use) {
    try {
        use();
    } catch (const Error& error) {
        return std::string(name(error.code()));
    }
    return "none";
}

std::string opened(const std::string& path) {
    return code_of([&] {
        Portal portal(std::make_unique<storage::SqliteStorage>(path));
        (void)portal.engine.verify();
    });
}

std::string bought(Engine& engine, const std::string& key) {
    return code_of([&] {
        (void)engine.perform({morning("2025-11-10"), "test", key}, "subscribe",
                             purchase("post", key, "crm"));
    });
}

/// How a damaged book is found out; "" if nobody can tell it from a sound one.
std::string found_by(const Disk::Image& image, const Digests& sound, const std::string& anchor,
                     bool& changed) {
    Disk disk(image);
    const Mounted mounted(disk);
    try {
        return with_book([&](Portal& portal) -> std::string {
            const Digests now = digests(portal.engine);
            changed = differences(sound, now) != std::vector<std::string>();
            const auto findings = portal.engine.verify(anchor);
            return findings.empty() ? "" : "rule " + findings.front().rule;
        });
    } catch (const Error& error) {
        changed = true;
        return std::string(name(error.code()));
    }
}

} // namespace

TEST_CASE("a file that is no book of this library is refused by a fault of its own") {
    const temporary::File file("damage");
    make(file.path());
    SECTION("newer") {
        sql(file.path(), "PRAGMA user_version = 99");
        CHECK(opened(file.path()) == "storage_newer");
    }
    SECTION("of another program") {
        sql(file.path(), "PRAGMA application_id = 7");
        CHECK(opened(file.path()) == "storage_foreign");
    }
    SECTION("no database") {
        std::ofstream(file.path(), std::ios::trunc) << std::string(9000, 'x');
        CHECK(opened(file.path()) == "storage_foreign");
    }
    SECTION("a trigger more") {
        sql(file.path(), "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN "
                         "UPDATE account SET credit_limit = 1; END");
        CHECK(opened(file.path()) == "storage_damaged");
    }
    SECTION("a table less") {
        sql(file.path(), "DROP TABLE usage");
        CHECK(opened(file.path()) == "storage_damaged");
    }
    SECTION("a folder") {
        CHECK(opened("/") == "storage_failed");
    }
}

TEST_CASE("a book that is deleted, replaced or moved while it is open takes no more commands") {
    const temporary::File file("damage");
    const temporary::File other("damage-other");
    make(file.path());
    Engine engine = Engine::open(file.path());
    REQUIRE(bought(engine, "one") == "none");
    SECTION("deleted") {
        REQUIRE(::unlink(file.path().c_str()) == 0);
    }
    SECTION("replaced") {
        make(other.path());
        REQUIRE(::rename(other.path().c_str(), file.path().c_str()) == 0);
    }
    SECTION("moved") {
        REQUIRE(::rename(file.path().c_str(), other.path().c_str()) == 0);
    }
    CHECK(bought(engine, "two") == "storage_failed");
}

TEST_CASE("a book that may only be read is refused and stays as it is") {
    const temporary::File file("damage");
    make(file.path());
    std::filesystem::permissions(file.path(), std::filesystem::perms(0444));
    // Root may write everywhere, so a child without rights tries.
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
        ::_exit(opened(file.path()) == "storage_failed" ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    std::filesystem::permissions(file.path(), std::filesystem::perms(0644));
    CHECK(opened(file.path()) == "none");
}

TEST_CASE("a book that somebody else has locked answers busy and keeps its rows") {
    const temporary::File file("damage");
    make(file.path());
    Engine engine(std::make_unique<storage::SqliteStorage>(
        file.path(), storage::SqliteOptions{true, std::chrono::milliseconds(30)}));
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(bought(engine, "one") == "busy");
    sqlite3_close(other);
    CHECK(bought(engine, "one") == "none");
    CHECK(engine.verify().empty());
}

TEST_CASE("a forked child cannot use its parent's book, and leaves it alone") {
    const temporary::File file("damage");
    make(file.path());
    Engine engine = Engine::open(file.path());
    REQUIRE(bought(engine, "one") == "none");
    const pid_t child = ::fork();
    if (child == 0) {
        const bool refused = bought(engine, "two") == "misuse" &&
                             code_of([&] { (void)engine.verify(); }) == "misuse";
        ::_exit(refused ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(bought(engine, "three") == "none");
    CHECK(engine.verify().empty());
}

TEST_CASE("a book that was cut short is found out wherever the cut is") {
    const Disk::Image& whole = base_image();
    Disk disk(whole);
    Digests sound;
    {
        const Mounted mounted(disk);
        sound = with_book([](Portal& portal) { return digests(portal.engine); });
    }
    const Bytes& bytes = whole.at("book");
    int cuts = 0;
    for (std::size_t size = 1; size < bytes.size(); size += size % 4096 == 0 ? 4095U : 1U) {
        if (size % 4096 > 1) continue;
        Disk::Image image = whole;
        image.at("book").resize(size);
        bool changed = false;
        INFO("cut to " << size << " of " << bytes.size());
        CHECK(found_by(image, sound, "", changed) != "");
        ++cuts;
    }
    std::cout << "checked: " << cuts << " books cut short\n";
}

TEST_CASE("no flipped bit that changes what a sealed book holds stays unseen") {
    Disk disk(base_image());
    Digests sound;
    std::string anchor; // kept outside the book, it covers the last seal as well
    {
        const Mounted mounted(disk);
        sound = with_book([&anchor](Portal& portal) {
            anchor = portal.engine.perform({morning("2025-11-10"), "test", "seal"}, "seal", {})
                         .value()
                         .at("anchor");
            return digests(portal.engine);
        });
    }
    const Disk::Image whole = disk.image();
    std::mt19937 random(2026);
    std::map<std::string, int> found;
    int changed_content = 0;
    int undetected = 0;
    const std::int64_t flips = sampled(PRORATA_FLIPS, 100'000);
    for (std::int64_t i = 0; i < flips; ++i) {
        Disk::Image image = whole;
        Bytes& bytes = image.at("book");
        const auto bit = random() % (bytes.size() * 8);
        bytes[bit / 8] = static_cast<unsigned char>(bytes[bit / 8] ^ (1U << (bit % 8)));
        bool changed = false;
        INFO("bit " << bit);
        const std::string by = found_by(image, sound, anchor, changed);
        ++found[by.empty() ? "nothing" : by];
        changed_content += changed ? 1 : 0;
        undetected += changed && by.empty() ? 1 : 0;
    }
    std::cout << "checked: " << flips << " flipped bits, " << changed_content
              << " changed content, " << undetected << " of them undetected;";
    for (const auto& [by, count] : found)
        std::cout << ' ' << by << ' ' << count;
    std::cout << '\n';
    CHECK(changed_content > 0);
    CHECK(undetected == 0);
}
