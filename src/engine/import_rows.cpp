// The import of CSV files: every row is tried on a copy that nobody sees; if all of them are right,
// they are carried out, each under a key of its own, so that an import that broke off goes on.

#include "engine/commands.hpp"
#include "engine/import_files.hpp"
#include "prorata/exchange/catalog_json.hpp"
#include "prorata/storage/forwarding.hpp"
#include "prorata/storage/overlay.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace prorata {

namespace {

/// A thing that rows make or name: its kind and name, for example {"account", "acme"}.
using Thing = std::pair<std::string_view, std::string>;

struct Naming {
    std::string_view field;
    std::string_view kind;
};

constexpr std::array<Naming, 8> references{{{"account", "account"},
                                            {"parent", "account"},
                                            {"used_by", "account"},
                                            {"seller", "seller"},
                                            {"payer", "payer"},
                                            {"subscription", "subscription"},
                                            {"base", "subscription"},
                                            {"previous", "subscription"}}};

Thing made_by(const ImportRow& row) {
    if (row.command == "add_seller") return {"seller", row.value("code")};
    if (row.command == "add_account") return {"account", row.value("number")};
    if (row.command == "add_payer")
        return {"payer", row.value("account") + '/' + row.value("code")};
    if (row.command == "subscribe") return {"subscription", row.value("key")};
    return {};
}

std::vector<Thing> named_by(const ImportRow& row) {
    std::vector<Thing> things;
    for (const auto& [field, kind] : references) {
        const std::string name = row.value(field);
        if (name.empty()) continue;
        things.emplace_back(kind, kind == "payer" ? row.value("account") + '/' + name : name);
    }
    return things;
}

/// Carries out rows on a storage and counts what became of them.
class Import {
  public:
    Import(std::unique_ptr<storage::Storage> storage, Faults& faults)
        : journal_(*storage, parse_catalog), engine_(std::move(storage)), faults_(faults) {}

    void play(const std::vector<ImportRow>& rows, const std::optional<Instant>& until) {
        for (const ImportRow& row : rows) {
            if (until && row.context.at >= *until) {
                ++later_;
            } else if (!row.right || lacks(row)) {
                ++skipped_;
                missing_.insert(made_by(row));
            } else {
                carry_out(row);
            }
        }
    }

    [[nodiscard]] Answer answer() const {
        Answer answer{{{"done", std::to_string(done_)},
                       {"repeated", std::to_string(repeated_)},
                       {"declined", std::to_string(declines_.size())},
                       {"skipped", std::to_string(skipped_)},
                       {"later", std::to_string(later_)}}};
        for (const auto& decline : declines_)
            answer.values.push_back(decline);
        return answer;
    }

  private:
    /// Whether the row needs what an earlier row should have made, and did not.
    [[nodiscard]] bool lacks(const ImportRow& row) const {
        const auto named = named_by(row);
        return std::any_of(named.begin(), named.end(),
                           [this](const Thing& thing) { return missing_.contains(thing); });
    }

    void carry_out(const ImportRow& row) {
        const bool known = journal_.journal_of(row.context.key).has_value();
        try {
            const auto outcome = engine_.perform(row.context, row.command, row.arguments);
            if (!outcome.declined()) {
                ++(known ? repeated_ : done_);
                return;
            }
            declines_.emplace_back("declined." + row.file->place(row.number, ""),
                                   std::string(name(outcome.decline().code)) + ": " +
                                       outcome.decline().message);
        } catch (const Error& error) {
            if (!of_the_row(error.code())) throw;
            if (known) {
                faults_.add(row.file->place(row.number, "external_id"),
                            "was imported with other values; what is recorded is never changed");
            } else {
                add_faults(faults_, row, error);
            }
        }
        missing_.insert(made_by(row));
    }

    /// Whether another row could do better; a full disk is nobody's fault here.
    [[nodiscard]] static bool of_the_row(ErrorCode code) {
        return code == ErrorCode::invalid_argument || code == ErrorCode::not_found ||
               code == ErrorCode::already_exists || code == ErrorCode::currency_mismatch ||
               code == ErrorCode::overflow || code == ErrorCode::inexact ||
               code == ErrorCode::unsupported;
    }

    Book journal_;
    Engine engine_;
    Faults& faults_;
    std::set<Thing> missing_;
    std::vector<std::pair<std::string, std::string>> declines_;
    int done_ = 0;
    int repeated_ = 0;
    int skipped_ = 0;
    int later_ = 0;
};

void raise_if_any(const Faults& faults) {
    const std::size_t count = faults.all().size();
    faults.raise_if_any("the import was refused, nothing is recorded: " + std::to_string(count) +
                        (count == 1 ? " fault" : " faults"));
}

} // namespace

Outcome<Answer> carry_out(Session& session, const ImportRows& request) {
    Faults faults;
    const auto files = import_files(request, faults);
    const auto rows = import_rows_of(files, session.context, faults);
    storage::Storage& book = session.book().storage();
    Import trial(std::make_unique<storage::OverlayStorage>(book), faults);
    trial.play(rows, request.until.value);
    raise_if_any(faults);
    if (request.dry_run.value_or(false)) return trial.answer();
    Import import(std::make_unique<storage::ForwardingStorage>(book), faults);
    import.play(rows, request.until.value);
    raise_if_any(faults); // another writer came between: what was carried out is repeated next time
    session.book().forget();
    session.work.reread();
    return import.answer();
}

} // namespace prorata
