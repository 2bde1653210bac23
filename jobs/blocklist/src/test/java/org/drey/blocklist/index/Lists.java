package org.drey.blocklist.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;

/** Small lists for tests: {@code name}, {@code =name}, a URL, a URL ending in {@code /*}. */
final class Lists {
  static final ListKey KEY = ListKey.of("a key of these tests".getBytes(UTF_8));

  private Lists() {}

  static ListEntry entry(String text) {
    return entry(text, "", ListPolicy.CHILD_PROTECTION_LIST);
  }

  static ListEntry entry(String text, String category, ListPolicy policy) {
    boolean url = text.contains("://");
    EntryType type =
        url
            ? text.endsWith("/*") ? EntryType.PATH_PREFIX : EntryType.EXACT_URL
            : text.startsWith("=") ? EntryType.HOST : EntryType.DOMAIN;
    try {
      return ListEntry.of(type, text.startsWith("=") ? text.substring(1) : text, category, policy);
    } catch (ListEntry.EntryProblem e) {
      throw new AssertionError(e);
    }
  }

  static List<ListEntry> entries(String... texts) {
    List<ListEntry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(entry(text));
    }
    return entries;
  }

  static CompiledList compiled(Iterable<ListEntry> entries) {
    ListCompiler compiler = new ListCompiler("l", KEY);
    entries.forEach(compiler::add);
    return compiler.finish();
  }

  static ListIndex index(Iterable<ListEntry> entries) {
    try {
      return ListIndex.of(compiled(entries).inMemory(), KEY);
    } catch (DamagedListException e) {
      throw new AssertionError(e);
    }
  }

  static ListIndex index(String... texts) {
    return index(entries(texts));
  }
}
