package org.drey.blocklist.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/** Compilations of small feeds for tests. */
public final class Compiled {
  static final String SECRET = "the secret of these tests";
  public static final ListKey KEY = ListKey.of(SECRET.getBytes(StandardCharsets.UTF_8));
  static final String LIST = "l";

  static final List<EntryGuard> GUARDS =
      EntryGuard.of(
          org.drey.blocklist.name.PublicSuffixes.bundled(),
          new PopularGuard(Set.of("popular.example", "deep.very.example")),
          new CanaryGuard(
              List.of(
                  url("http://canary.example/"),
                  url("https://pages.example/safe/page.html"),
                  url("http://192.0.2.1/"))));

  private final Path folder;
  private List<String> approvals = List.of();
  private double maxChange = 20;
  private @Nullable ListHeader previous;
  private @Nullable ListFile base;
  private boolean strict;

  /** Feeds are written to this folder. */
  public Compiled(Path folder) {
    this.folder = folder;
  }

  Compiled approving(String... words) {
    approvals = List.of(words);
    return this;
  }

  Compiled after(CompiledList before, double percent) {
    previous = before.header();
    maxChange = percent;
    return this;
  }

  Compiled since(ListFile old) {
    base = old;
    return this;
  }

  Compiled strictly() {
    strict = true;
    return this;
  }

  /** Compiles feeds, each given as its lines in the plain format, unless its name has another. */
  ListCompilation.Outcome run(String... feeds) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String feed : feeds) {
      files.add(Files.writeString(folder.resolve("feed" + files.size() + ".txt"), feed));
    }
    return run(files);
  }

  ListCompilation.Outcome run(List<Path> files) throws IOException {
    List<FeedFile> read = new ArrayList<>();
    for (Path file : files) {
      read.add(new FeedFile(file, FeedReaders.forFile(file, "", ListPolicy.CHILD_PROTECTION_LIST)));
    }
    var settings =
        new ListCompilation.Settings(
            LIST,
            GUARDS,
            new ChangeGuard(maxChange),
            previous,
            base,
            EntryApprovals.of(approvals, GUARDS),
            strict);
    return new ListCompilation(settings, KEY, count -> {}).run(read);
  }

  /** A list without guards in the way. */
  public CompiledList list(String... feeds) throws IOException {
    return listOf(run(feeds));
  }

  static CompiledList listOf(ListCompilation.Outcome outcome) {
    CompiledList list = outcome.list();
    if (list == null) {
      throw new AssertionError(String.valueOf(outcome.report().stopped()));
    }
    return list;
  }

  static ListIndex index(CompiledList list) throws IOException {
    return ListIndex.of(list.inMemory(), KEY);
  }

  static byte[] bytes(CompiledList list) throws IOException {
    var out = new ByteArrayOutputStream();
    list.writeTo(out);
    return out.toByteArray();
  }

  static org.drey.blocklist.url.HttpUrl url(String text) {
    var url = org.drey.blocklist.url.HttpUrl.parse(text);
    if (url == null) {
      throw new AssertionError("not a URL");
    }
    return url;
  }
}
