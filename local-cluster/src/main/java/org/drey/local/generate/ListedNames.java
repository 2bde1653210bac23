package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The synthetic blocklist: entries of all four types under names that no one can own. */
final class ListedNames {
  private static final List<String> TOPS = List.of("example", "test", "invalid");
  private static final int DOMAINS = 12;
  private static final int HOSTS = 8;
  private static final int PAGES = 5;
  private static final int SHOWN = 3;
  private static final int PREFIXES = 6;

  private final List<String> lines = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private final List<String> carriers = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();

  /** Pages of a script, which differ in their query alone. */
  private final List<String> shown = new ArrayList<>();

  private final List<String> folders = new ArrayList<>();

  /** The answers of the list to a name in a DNS question. */
  enum Listing {
    NOT_LISTED,
    SPLASH,
    INSPECT
  }

  ListedNames(Random random) {
    for (int i = 0; i < DOMAINS; i++) {
      domains.add("listed-" + name(i, random));
    }
    for (int i = 0; i < HOSTS; i++) {
      hosts.add("node" + i + ".shared-" + name(i, random));
    }
    lines.addAll(domains);
    hosts.forEach(host -> lines.add("=" + host));
    for (int i = 0; i < PAGES; i++) {
      pages.add("https://" + carrier("pages", i, random) + "/p/" + digits(random) + ".html");
    }
    for (int i = 0; i < SHOWN; i++) {
      shown.add("https://" + carrier("shown", i, random) + "/p/show.php?item=" + digits(random));
    }
    for (int i = 0; i < PREFIXES; i++) {
      folders.add("http://" + carrier("files", i, random) + "/f/" + digits(random) + "/");
    }
    lines.addAll(pages);
    lines.addAll(shown);
    folders.forEach(folder -> lines.add(folder + "*"));
    // Entries may overlap: the one nearest the root decides, and a name comes before a URL.
    lines.add("=www." + domains.get(0));
    lines.add("https://www." + domains.get(1) + "/p/" + digits(random) + ".html");
  }

  private String carrier(String host, int number, Random random) {
    String name = host + ".carrier-" + name(number, random);
    carriers.add(name);
    return name;
  }

  /** Returns the plain file. */
  String file() {
    return "# Synthetic entries for the demo; no such name can exist.\n"
        + String.join("\n", lines)
        + "\n";
  }

  int entries() {
    return domains.size() + hosts.size();
  }

  /** Returns a name for which the warning page is due, by one of the {@link #entries()}. */
  String splashName(int entry, Random random) {
    if (entry >= domains.size()) {
      return hosts.get(entry - domains.size());
    }
    String domain = domains.get(entry);
    return SeededRandom.pick(random, List.of(domain, "www." + domain, "img3.cdn." + domain));
  }

  /** Returns a host of which only one page or folder is listed. */
  String carrierName(Random random) {
    return SeededRandom.pick(random, carriers);
  }

  /** Returns a URL that an entry covers, in one of the ways in which it can be written. */
  String listedUrl(Random random) {
    if (SeededRandom.happens(random, 0.4)) {
      return SeededRandom.pick(random, folders) + digits(random) + ".jpg";
    }
    if (SeededRandom.happens(random, 0.3)) {
      String url = SeededRandom.pick(random, shown);
      return SeededRandom.pick(
          random,
          List.of(url, url.replace("https:", "http:"), url.replace("php?", "php;s=1?") + "#top"));
    }
    String url = SeededRandom.pick(random, pages);
    return SeededRandom.pick(
        random,
        List.of(
            url,
            url.replace("https:", "http:"),
            url.replace("/p/", "/x/.././p/"),
            url.replace(".html", ".ht%6Dl") + "#top",
            url + "?",
            url + "?from=feed",
            url + ";s=1"));
  }

  /** Returns another page of a host of which one page or folder is listed. */
  String urlBeside(Random random) {
    return SeededRandom.pick(
        random,
        List.of(
            SeededRandom.pick(random, shown).replaceAll("=.*", "=" + digits(random)),
            SeededRandom.pick(random, shown).replaceAll("\\?.*", ""),
            SeededRandom.pick(random, shown) + "&page=2",
            SeededRandom.pick(random, pages).replace(".html", ".htm"),
            SeededRandom.pick(random, folders).replaceAll("/$", ""),
            "http://" + SeededRandom.pick(random, carriers) + "/about"));
  }

  /** Returns a name that only resembles one on the list. */
  String nearMiss(Random random) {
    String domain = SeededRandom.pick(random, domains);
    String host = SeededRandom.pick(random, hosts);
    String carrier = SeededRandom.pick(random, carriers);
    return SeededRandom.pick(
        random,
        List.of(
            "not" + domain,
            domain + "." + SeededRandom.pick(random, TOPS),
            "sub." + host,
            host.substring(host.indexOf('.') + 1),
            carrier.substring(carrier.indexOf('.') + 1)));
  }

  /** Returns what the list says of a name. */
  Listing listing(String query) {
    String name = query.toLowerCase(Locale.ROOT);
    boolean below = domains.stream().anyMatch(one -> name.endsWith(one) && isBelow(name, one));
    if (below || hosts.contains(name)) {
      return Listing.SPLASH;
    }
    return carriers.contains(name) ? Listing.INSPECT : Listing.NOT_LISTED;
  }

  private static String name(int number, Random random) {
    return digits(random) + "." + TOPS.get(number % TOPS.size());
  }

  private static boolean isBelow(String name, String domain) {
    return name.length() == domain.length() || name.endsWith("." + domain);
  }

  private static String digits(Random random) {
    return String.format(Locale.ROOT, "%06x", random.nextInt(1 << 24));
  }
}
