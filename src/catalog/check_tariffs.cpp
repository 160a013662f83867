#include "catalog/checks.hpp"

#include <algorithm>
#include <map>

namespace prorata {

namespace {

template <class Items>
auto by_code(const Items& items, const std::string& code) {
    return std::find_if(items.begin(), items.end(),
                        [&code](const auto& known) { return known.code == code; });
}

void check_base(const Tariff& tariff, std::size_t i, const CatalogSource& source,
                const std::string& path, Faults& faults) {
    const std::string& base = tariff.bases[i];
    const auto found = by_code(source.tariffs, base);
    const std::string place = item(path, "bases", i);
    if (found == source.tariffs.end()) {
        faults.add(place, "there is no tariff '" + base + "'");
    } else if (found->kind != TariffKind::base) {
        faults.add(place, "'" + base + "' is an extension itself; name a base tariff");
    }
    const auto here = tariff.bases.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(tariff.bases.begin(), here, base) != here) {
        faults.add(place, "'" + base + "' is named twice");
    }
}

void check_bases(const Tariff& tariff, const CatalogSource& source, const std::string& path,
                 Faults& faults) {
    if (tariff.kind == TariffKind::extension) {
        if (tariff.bases.empty()) {
            faults.add(path + ".bases", "is empty; an extension names the tariffs it may join");
        }
        for (std::size_t i = 0; i < tariff.bases.size(); ++i) {
            check_base(tariff, i, source, path, faults);
        }
    } else if (!tariff.bases.empty()) {
        faults.add(path + ".bases",
                   "a base tariff joins no other; make it an extension, or leave it out");
    }
}

void check_versions(const Tariff& tariff, const CatalogSource& source, const std::string& path,
                    Faults& faults) {
    if (tariff.versions.empty())
        faults.add(path + ".versions", "is empty; give one version at least");
    for (std::size_t i = 0; i < tariff.versions.size(); ++i) {
        const TariffVersion& version = tariff.versions[i];
        const std::string place = item(path, "versions", i);
        if (i > 0 && version.valid_from <= tariff.versions[i - 1].valid_from) {
            faults.add(place + ".valid_from", "is " + version.valid_from.text() +
                                                  ", not after the version before it (" +
                                                  tariff.versions[i - 1].valid_from.text() + ")");
        }
        check_version(version, source, place, faults);
    }
}

/// A code is one component in the whole catalogue, so that a switch nets out (R2, R19).
class SameEverywhere {
  public:
    void check(const Component& component, const std::string& path, Faults& faults) {
        const auto [first, is_new] = seen_.emplace(component.code, Seen{&component, path});
        if (is_new) return;
        const Component& known = *first->second.component;
        if (known.kind != component.kind) {
            faults.add(path + ".kind", std::string(name(component.kind)) + ", but " +
                                           first->second.path + " of the same code is " +
                                           std::string(name(known.kind)));
        }
        if (known.unit != component.unit) {
            faults.add(path + ".unit", "'" + component.unit + "', but " + first->second.path +
                                           " of the same code has '" + known.unit + "'");
        }
    }

  private:
    struct Seen {
        const Component* component;
        std::string path;
    };
    std::map<std::string, Seen> seen_;
};

} // namespace

void check_tariffs(const CatalogSource& source, Faults& faults) {
    SameEverywhere components;
    for (std::size_t i = 0; i < source.tariffs.size(); ++i) {
        const Tariff& tariff = source.tariffs[i];
        const std::string path = item("", "tariffs", i);
        if (by_code(source.products, tariff.product) == source.products.end()) {
            faults.add(path + ".product", "there is no product '" + tariff.product + "'");
        }
        check_bases(tariff, source, path, faults);
        check_versions(tariff, source, path, faults);
        for (std::size_t j = 0; j < tariff.versions.size(); ++j) {
            const auto& list = tariff.versions[j].components;
            for (std::size_t k = 0; k < list.size(); ++k) {
                components.check(list[k], item(item(path, "versions", j), "components", k), faults);
            }
        }
    }
}

} // namespace prorata
