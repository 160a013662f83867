// Plays lives that a script writes to its standard input on the real engine, and writes what the
// engine answered and charged: the other half of tests/oracle/compare.py.
//
// Lines in, fields divided by tabs:  life | say DAY COMMAND NAME=VALUE … | end
// Lines out: answer TEXT, for each say; then charge NAME=VALUE …, balance NAME=VALUE …,
// finding TEXT, and done.

#include "prorata/engine/engine.hpp"

#include <iostream>
#include <memory>
#include <optional>

using namespace prorata;

namespace {

std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> found(1);
    for (const char c : line) {
        if (c == '\t')
            found.emplace_back();
        else
            found.back() += c;
    }
    return found;
}

class Player {
  public:
    void begin() {
        engine_.emplace(Engine::in_memory());
        said_ = 0;
    }

    void say(const std::vector<std::string>& line) {
        const Context context{Instant::parse(line.at(1) + "T09:00:00Z"), "oracle",
                              "k" + std::to_string(++said_)};
        Arguments arguments;
        for (std::size_t i = 3; i < line.size(); ++i) {
            const auto equals = line[i].find('=');
            arguments.emplace_back(line[i].substr(0, equals), line[i].substr(equals + 1));
        }
        std::cout << "answer\t" << answer(context, line.at(2), arguments) << '\n';
    }

    void end() {
        show("charge");
        show("balance");
        for (const Finding& finding : engine_->verify())
            std::cout << "finding\t" << finding.rule << ' ' << finding.message << '\n';
        std::cout << "done" << std::endl;
    }

    void show(const char* query) {
        const Rows rows = engine_->show(query, {}, Instant::parse("2027-01-01T00:00:00Z"));
        for (const auto& row : rows.rows) {
            std::cout << query;
            for (std::size_t i = 0; i < row.size(); ++i)
                std::cout << '\t' << rows.columns[i] << '=' << row[i];
            std::cout << '\n';
        }
    }

  private:
    std::string answer(const Context& context, const std::string& command,
                       const Arguments& arguments) {
        try {
            const auto outcome = engine_->perform(context, command, arguments);
            if (!outcome.declined()) return "done";
            return "declined " + std::string(name(outcome.decline().code));
        } catch (const Error& error) {
            std::string text = "fault " + error.message();
            for (const Fault& fault : error.faults())
                text += "; " + fault.path + ": " + fault.message;
            for (char& c : text)
                c = c == '\n' || c == '\t' ? ' ' : c;
            return text;
        }
    }

    std::optional<Engine> engine_;
    int said_ = 0;
};

} // namespace

int main() {
    std::ios::sync_with_stdio(false);
    Player player;
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto words = fields(line);
        if (words[0] == "life")
            player.begin();
        else if (words[0] == "say")
            player.say(words);
        else if (words[0] == "show")
            player.show(words.at(1).c_str());
        else if (words[0] == "end")
            player.end();
    }
    return 0;
}
