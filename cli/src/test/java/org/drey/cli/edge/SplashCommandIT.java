package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page as the command serves it: what it says is recorded is what the jobs' file declares. */
@Timeout(60)
final class SplashCommandIT {
  private static final String NOTHING = "Nothing has been recorded against you";
  private static final String PAGE_ALONE = "This page records nothing about you";
  private static final String PROCESSED = "Data about this connection";

  @TempDir Path folder;

  /** Page and metrics of a command that runs. */
  private record Served(String page, String metrics) {}

  /** Where a command that runs serves them. */
  private record Addresses(URI page, URI metrics) {
    Served look() throws Exception {
      return new Served(get(page), get(metrics));
    }
  }

  /** What is asked of a command while it runs. */
  private interface Work<T> {
    T at(Addresses addresses) throws Exception;
  }

  private Served serve(String... options) throws Exception {
    return serve(Addresses::look, options);
  }

  private <T> T serve(Work<T> work, String... options) throws Exception {
    String[] always = {"splash", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"};
    String[] arguments = Stream.of(always, options).flatMap(Stream::of).toArray(String[]::new);
    PipedWriter said = new PipedWriter();
    BufferedReader lines = new BufferedReader(new PipedReader(said));
    CommandLine line =
        EdgeCommand.line(new ShutdownHook()).setOut(new PrintWriter(said, true)).setErr(quiet());
    Thread command = new Thread(() -> line.execute(arguments), "splash");
    command.start();
    try {
      return work.at(new Addresses(address(lines.readLine()), address(lines.readLine())));
    } finally {
      command.interrupt();
      command.join();
    }
  }

  private static PrintWriter quiet() {
    return new PrintWriter(Writer.nullWriter());
  }

  private static URI address(String line) {
    return URI.create(line.split(" ", 2)[0]);
  }

  private static String get(URI address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address).header("Accept-Language", "en").build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private String config(String dns, String more) throws Exception {
    String yaml =
        "streams: {dns-queries: {legal_basis: %s}, web-requests: {legal_basis: none}}\n%s\n";
    Path next = Files.writeString(folder.resolve("next.yaml"), yaml.formatted(dns, more));
    Path config = folder.resolve("drey.yaml");
    return Files.move(next, config, StandardCopyOption.ATOMIC_MOVE).toString();
  }

  private static void assertSays(String title, Served served) {
    for (String other : new String[] {NOTHING, PAGE_ALONE, PROCESSED}) {
      assertEquals(other.equals(title), says(other, served), other);
    }
  }

  private static boolean says(String title, Served served) {
    return served.page().contains(">" + title + "</h2>");
  }

  /** Asks until what was seen is as expected. */
  private static Served await(Addresses addresses, Predicate<Served> expected) throws Exception {
    Served served = addresses.look();
    while (!expected.test(served)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      served = addresses.look();
    }
    return served;
  }

  @Test
  void aChangeOfTheFileIsFollowedAndABrokenOneChangesNothing() throws Exception {
    String nothing = "splash: {nothing_recorded: true}";
    String notice = "splash: {controller: Example, notice_url: 'https://isp.example/privacy'}";
    String config = config("none", nothing);
    Work<Boolean> changes =
        addresses -> {
          assertSays(NOTHING, addresses.look());
          config("consent", notice);
          assertSays(PROCESSED, await(addresses, served -> says(PROCESSED, served)));
          config("consent", nothing); // which cannot be so
          String problem = "drey_splash_declarations_problem 1\n";
          assertSays(PROCESSED, await(addresses, served -> served.metrics().contains(problem)));
          config("none", nothing);
          Served repaired = await(addresses, served -> says(NOTHING, served));
          return repaired.metrics().contains("drey_splash_declarations_refused_total 1\n");
        };
    assertTrue(serve(changes, "--config", config));
  }

  @Test
  void withoutAFileThePageSpeaksOfItself() throws Exception {
    Served served = serve();
    assertSays(PAGE_ALONE, served);
    assertFalse(served.metrics().contains("drey_splash_declarations"));
  }

  @Test
  void thatNothingIsRecordedIsSaidWhereTheOperatorStatesIt() throws Exception {
    assertSays(PAGE_ALONE, serve("--config", config("none", "")));
    Served served = serve("--config", config("none", "splash: {nothing_recorded: true}"));
    assertSays(NOTHING, served);
    assertTrue(served.metrics().contains("drey_splash_declarations{hash=\""));
  }

  @Test
  void whereSubjectsAreProcessedThePageSaysByWhom() throws Exception {
    String notice = "splash: {controller: Example, notice_url: 'https://isp.example/privacy'}";
    Served served = serve("--config", config("consent", notice));
    assertSays(PROCESSED, served);
    assertTrue(served.page().contains("/help/notice"));
    assertSays(PAGE_ALONE, serve("--config", config("consent", "")));
  }
}
