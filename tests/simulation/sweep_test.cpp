// Every command of the Engine, on every operation of the disk under it: after any fault the book
// holds the command whole or not at all, what was acknowledged is there, and one healthy repetition
// ends in the book of a command that was never disturbed, row by row.

#include "world.hpp"

#include "catch.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <set>

using namespace simulation;

namespace {

/// One case of so many is tried; 1 is all.
const std::int64_t stride = sampled(PRORATA_SWEEP_STRIDE, 1);
/// After a cut at one operation of so many, a second fault at one of `recovery_step`.
const std::int64_t recovery_stride = sampled(PRORATA_RECOVERY_STRIDE, 1);
const std::int64_t recovery_step = sampled(2 * PRORATA_RECOVERY_STRIDE - 1, 1);
/// Of what a cut reorders and tears, so many more seeds.
const std::int64_t more_seeds = sampled(0, 20);

const std::vector<std::string> same; ///< Tables that differ: none.

struct Style {
    Damage damage;
    bool sticky = false;
    std::uint32_t seed = 1;
};

struct Counts {
    std::int64_t operations = 0; ///< Of one undisturbed command, as the damage counts them.
    std::int64_t cases = 0;
    std::int64_t books = 0;        ///< Different bytes that the cases left behind.
    std::int64_t acknowledged = 0; ///< Succeeded in spite of the fault, or on the second try.
    std::int64_t reopened = 0;     ///< Had to open the book again to succeed.
};

class Trial {
  public:
    explicit Trial(const Sweep& sweep) : sweep_(sweep), start_(start_image(sweep)) {
        Disk disk(start_);
        const Mounted mounted(disk);
        before_ = book();
        after_ = repeat();
    }

    /// The swept command, undisturbed, on the disk that is mounted.
    Digests repeat() {
        with_book([&](Portal& portal) { (void)say(portal.engine, sweep_); });
        return book();
    }

    /// All rows of the disk that is mounted.
    Digests book() {
        return with_book([&](Portal& portal) { return rows(portal); });
    }

    Digests rows(Portal& portal) const {
        Digests all = digests(portal.engine);
        // A run that was done but not yet journalled answers, repeated, that there was nothing
        // left.
        if (sweep_.steps) {
            for (const char* table : {"journal", "chain"}) {
                std::string& lines = all.at(table);
                lines = std::to_string(std::count(lines.begin(), lines.end(), '\n'));
            }
        }
        return all;
    }

    /// Every operation once, or one of `step`.
    Counts sweep(const Style& style, std::int64_t step) {
        Counts counts;
        Disk whole(start_);
        whole.plan({style.damage, 0});
        {
            const Mounted mounted(whole);
            with_book([&](Portal& portal) { (void)say(portal.engine, sweep_); });
        }
        counts.operations = whole.operations();
        const auto first = 1 + static_cast<std::int64_t>(style.seed) % step;
        // One more than there are: a cut just after the answer.
        for (std::int64_t at = first; at <= counts.operations + 1; at += step)
            one({style.damage, at, style.sticky, style.seed + static_cast<std::uint32_t>(at)},
                counts);
        return counts;
    }

    /// A cut somewhere, and then a second fault on some operation of what follows.
    Counts recovery() {
        Counts counts;
        for (std::int64_t at = 1;; at += recovery_stride) {
            Disk disk(start_);
            disk.plan({Damage::cut_kept, at});
            {
                const Mounted mounted(disk);
                (void)attempt(disk, counts);
            }
            if (!disk.struck()) return counts;
            const Disk::Image found = disk.survivors();
            if (found.size() == 1) continue; // no log: nothing to recover
            std::uint32_t seed = 1;
            for (const Damage damage : {Damage::io_error, Damage::cut_lost, Damage::cut_reordered,
                                        Damage::disk_full, Damage::sync_failed}) {
                Disk probe(found);
                probe.plan({damage, 0});
                {
                    const Mounted mounted(probe);
                    (void)repeat();
                }
                counts.operations += probe.operations();
                const auto first = 1 + (at + ++seed) % recovery_step;
                for (auto second = first; second <= probe.operations(); second += recovery_step)
                    one({damage, second, false, seed + static_cast<std::uint32_t>(at)}, counts,
                        &found);
            }
        }
    }

  private:
    /// True if the command was acknowledged. A fault that has passed allows a second try.
    bool attempt(Disk& disk, Counts& counts) {
        try {
            Portal portal(std::make_unique<storage::SqliteStorage>("book"));
            try {
                (void)say(portal.engine, sweep_);
                return true;
            } catch (const Error&) {
                if (disk.off()) throw;
                disk.heal();
            }
            try {
                (void)say(portal.engine, sweep_);
                return true;
            } catch (const Error& error) {
                INFO("second try on the same handle: " << error.message());
                ++counts.reopened;
                throw;
            }
        } catch (const Error&) {
            return false;
        }
    }

    void one(const Failure& failure, Counts& counts, const Disk::Image* start = nullptr) {
        INFO(title(sweep_) << ": " << name(failure.damage) << " at operation " << failure.at
                           << (failure.sticky ? ", sticky" : "") << ", seed " << failure.seed);
        Disk disk(start == nullptr ? start_ : *start);
        disk.plan(failure);
        bool acknowledged = false;
        {
            const Mounted mounted(disk);
            acknowledged = attempt(disk, counts);
            // What was acknowledged must also survive that the machine goes down now.
            if (acknowledged && !disk.off()) disk.cut(Damage::cut_lost);
        }
        ++counts.cases;
        counts.acknowledged += acknowledged ? 1 : 0;
        const Disk::Image left = disk.off() ? disk.survivors() : disk.image();
        // Many faults leave the same bytes behind: these are judged once.
        if (!judged_.emplace(fingerprint(left), acknowledged).second) return;
        ++counts.books;
        judge(left, acknowledged, counts.books % 16 == 1);
    }

    /// What the next start of the program finds, and what one repetition makes of it.
    void judge(const Disk::Image& left, bool acknowledged, bool thoroughly) {
        Disk healthy(left);
        const Mounted mounted(healthy);
        with_book([&](Portal& portal) {
            const Digests found = rows(portal);
            if (acknowledged || (!sweep_.steps && found != before_))
                REQUIRE(differences(after_, found) == same);
            (void)say(portal.engine, sweep_);
            REQUIRE(differences(after_, rows(portal)) == same);
        });
        if (!thoroughly) return;
        REQUIRE(differences(after_, book()) == same);
        REQUIRE(with_book([](Portal& portal) { return portal.engine.verify(); }).empty());
    }

    static std::size_t fingerprint(const Disk::Image& image) {
        std::string all;
        for (const auto& [path, bytes] : image)
            all.append(path).append(1, '\0').append(bytes.begin(), bytes.end());
        return std::hash<std::string>()(all);
    }

    const Sweep& sweep_;
    Disk::Image start_;
    Digests before_;
    Digests after_;
    std::set<std::pair<std::size_t, bool>> judged_; ///< Fingerprints of books, acknowledged.
};

std::int64_t total = 0;

void print(const std::string& command, const char* style, bool sticky, const Counts& counts) {
    total += counts.cases;
    std::cout << std::left << std::setw(18) << command << std::setw(28) << style << std::setw(8)
              << (sticky ? "sticky" : "once") << std::right << std::setw(6) << counts.operations
              << " operations" << std::setw(7) << counts.cases << " cases" << std::setw(7)
              << counts.books << " books" << std::setw(7) << counts.acknowledged << " acknowledged"
              << std::setw(5) << counts.reopened << " reopened\n";
}

void sweep_all(const char* what, const std::vector<Style>& styles) {
    total = 0;
    for (const Sweep& sweep : sweeps()) {
        Trial trial(sweep);
        for (const Style& style : styles)
            print(title(sweep), name(style.damage), style.sticky, trial.sweep(style, stride));
    }
    std::cout << "checked: " << total << " " << what << '\n';
    CHECK(total > 0);
}

} // namespace

TEST_CASE("every command has a sweep and does real work in it") {
    for (const CommandDescription& command : commands()) {
        INFO("tests/simulation/sweeps.hpp has no line for " << command.name);
        const auto all = sweeps();
        CHECK(std::any_of(all.begin(), all.end(),
                          [&](const Sweep& sweep) { return sweep.command == command.name; }));
    }
    for (const Sweep& sweep : sweeps()) {
        INFO(title(sweep));
        Disk disk(start_image(sweep));
        const Mounted mounted(disk);
        with_book([&](Portal& portal) {
            const auto outcome = say(portal.engine, sweep);
            if (outcome.declined()) FAIL_CHECK("declined: " << outcome.decline().message);
            CHECK(portal.engine.verify().empty());
        });
    }
}

TEST_CASE("a power cut at any operation of any command loses nothing and halves nothing") {
    std::vector<Style> styles{{Damage::cut_lost},
                              {Damage::cut_kept},
                              {Damage::cut_reordered},
                              {Damage::cut_reordered, false, 1001},
                              {Damage::cut_torn}};
    for (std::int64_t i = 0; i < more_seeds; ++i) {
        const auto seed = static_cast<std::uint32_t>(2000 + 1000 * i);
        styles.push_back({Damage::cut_reordered, false, seed});
        styles.push_back({Damage::cut_torn, false, seed});
    }
    sweep_all("power cuts inside commands", styles);
}

TEST_CASE("a failing disk at any operation of any command leaves it whole or undone") {
    sweep_all("faults of the disk inside commands", {{Damage::io_error},
                                                     {Damage::io_error, true},
                                                     {Damage::disk_full},
                                                     {Damage::disk_full, true},
                                                     {Damage::sync_failed},
                                                     {Damage::sync_failed, true}});
}

TEST_CASE("a fault while a book recovers from a power cut is survived as well") {
    total = 0;
    for (const Sweep& sweep : sweeps()) {
        if (sweep.command == "quote") continue;
        Trial trial(sweep);
        print(title(sweep), "cut, then a second fault", false, trial.recovery());
    }
    std::cout << "checked: " << total << " second faults while a book recovers\n";
    CHECK(total > 0);
}
