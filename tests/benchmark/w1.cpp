// Workload W1, the monthly run over the waist, beside its floors.
//
// usage: w1 [--subscriptions N] [--months M] [--repeat R] [--variants plain,tuned,one,two]
//           [--dir DIR] [--json FILE] [--check]
//
// All variants work on copies of one world, month by month in turn, so that a noisy machine is
// noisy for all of them. --check compares what they wrote and fails if it differs.

#include "variant.hpp"
#include "world.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace {

namespace files = std::filesystem;
using benchmark::Cost;

struct Options {
    std::int64_t subscriptions = 20'000;
    int months = 2;
    int repeat = 1;
    std::vector<std::string> variants = benchmark::variant_names();
    files::path dir = files::temp_directory_path() / "prorata-w1";
    std::string json;
    bool check = false;
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');)
        parts.push_back(part);
    return parts;
}

Options read_options(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--check") {
            options.check = true;
            continue;
        }
        if (i + 1 == words.size()) throw std::runtime_error(words[i] + " needs a value");
        const std::string& value = words[i + 1];
        if (words[i] == "--subscriptions")
            options.subscriptions = std::stoll(value);
        else if (words[i] == "--months")
            options.months = std::stoi(value);
        else if (words[i] == "--repeat")
            options.repeat = std::stoi(value);
        else if (words[i] == "--variants")
            options.variants = split(value);
        else if (words[i] == "--dir")
            options.dir = value;
        else if (words[i] == "--json")
            options.json = value;
        else
            throw std::runtime_error("there is no option " + words[i]);
        ++i;
    }
    return options;
}

/// costs[variant][month]: one for each repetition.
using Costs = std::map<std::string, std::vector<std::vector<Cost>>>;

template <class Figure>
double median(const std::vector<Cost>& costs, Figure figure) {
    std::vector<double> figures;
    for (const Cost& cost : costs)
        figures.push_back(figure(cost));
    std::sort(figures.begin(), figures.end());
    return figures[figures.size() / 2];
}

double seconds(const std::vector<Cost>& costs) {
    return median(costs, [](const Cost& cost) { return cost.seconds; });
}

files::path book(const Options& options, const std::string& name) {
    return options.dir / (name + ".prorata");
}

/// All months of all variants, in turn; the order rotates, so that none is always first.
void measure(const Options& options, Costs& costs) {
    for (const std::string& variant : options.variants) {
        files::copy_file(book(options, "world"), book(options, variant),
                         files::copy_options::overwrite_existing);
    }
    for (int month = 0; month < options.months; ++month) {
        for (std::size_t i = 0; i < options.variants.size(); ++i) {
            const std::size_t turn =
                (i + static_cast<std::size_t>(month)) % options.variants.size();
            const std::string& variant = options.variants[turn];
            const std::string path = book(options, variant).string();
            benchmark::move_changes(path, benchmark::month(month));
            const Cost cost = benchmark::run_month(variant, path, month);
            costs[variant][static_cast<std::size_t>(month)].push_back(cost);
            std::fprintf(stderr, "month %2d %-6s %7.3f s\n", month + 1, variant.c_str(),
                         cost.seconds);
        }
    }
}

/// Median over the months of the ratio of two variants in the same month.
double ratio(const Options& options, Costs& costs, const std::string& of, const std::string& to) {
    std::vector<double> ratios;
    for (std::size_t m = 0; m < static_cast<std::size_t>(options.months); ++m)
        ratios.push_back(seconds(costs[of][m]) / seconds(costs[to][m]));
    std::sort(ratios.begin(), ratios.end());
    return ratios[ratios.size() / 2];
}

bool has(const Options& options, const std::string& variant) {
    return std::count(options.variants.begin(), options.variants.end(), variant) != 0;
}

void print(const Options& options, Costs& costs) {
    std::printf("W1, %lld subscriptions, %d months, %d repetitions (medians)\n",
                static_cast<long long>(options.subscriptions), options.months, options.repeat);
    std::printf("variant  month 1 s  last s  last/1  to plain  to tuned  peak MiB  book MiB\n");
    for (const std::string& variant : options.variants) {
        const auto& months = costs[variant];
        const double first = seconds(months.front());
        const double last = seconds(months.back());
        std::printf("%-7s  %9.3f  %6.3f  %6.2f  %8.2f  %8.2f  %8.1f  %8.1f\n", variant.c_str(),
                    first, last, last / first,
                    has(options, "plain") ? ratio(options, costs, variant, "plain") : 0.0,
                    has(options, "tuned") ? ratio(options, costs, variant, "tuned") : 0.0,
                    median(months.back(), [](const Cost& c) { return c.peak_mib; }),
                    median(months.back(), [](const Cost& c) { return c.database_mib; }));
    }
}

void write_json(const Options& options, const Costs& costs) {
    std::ofstream out(options.json);
    out << "{\"workload\": \"W1\", \"subscriptions\": " << options.subscriptions
        << ", \"variants\": {";
    const char* comma = "";
    for (const auto& [variant, months] : costs) {
        out << comma << "\n  \"" << variant << "\": [";
        comma = ",";
        for (std::size_t m = 0; m < months.size(); ++m) {
            out << (m == 0 ? "" : ", ") << "{\"seconds\": [";
            for (std::size_t r = 0; r < months[m].size(); ++r)
                out << (r == 0 ? "" : ", ") << months[m][r].seconds;
            out << "], \"peak_mib\": " << months[m].back().peak_mib
                << ", \"database_mib\": " << months[m].back().database_mib << "}";
        }
        out << "]";
    }
    out << "}}\n";
}

void check(const Options& options) {
    const std::string wanted = benchmark::digest(book(options, options.variants.front()).string());
    std::printf("%s\n", wanted.c_str());
    for (const std::string& variant : options.variants) {
        const std::string found = benchmark::digest(book(options, variant).string());
        if (found != wanted) throw std::runtime_error(variant + " wrote something else: " + found);
    }
}

void run(const Options& options) {
    files::create_directories(options.dir);
    const files::path world = book(options, "world");
    files::remove(world);
    benchmark::create_world(world.string(), options.subscriptions);
    Costs costs;
    for (const std::string& variant : options.variants)
        costs[variant].resize(static_cast<std::size_t>(options.months));
    for (int r = 0; r < options.repeat; ++r)
        measure(options, costs);
    print(options, costs);
    if (!options.json.empty()) write_json(options, costs);
    if (options.check) check(options);
}

} // namespace

int main(int count, char** words) {
    try {
        run(read_options({words + 1, words + count}));
        return 0;
    } catch (const std::exception& fault) {
        std::cerr << "w1: " << fault.what() << "\n";
        return 1;
    }
}
