package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.TestFiles;
import org.drey.collect.feed.TokenKeys;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx with its module for RTMP and ffmpeg, where they are installed. */
@Tag("nightly")
@Timeout(120)
final class NginxRtmpIT {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");
  private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");
  private static final Path PAGE = Path.of("..", "docs", "feeds", "livestream-servers.md");
  private static final int VIEWERS = 2;

  @TempDir private Path folder;

  @Test
  void broadcastAndItsViewersBecomeRecords() throws Exception {
    assumeTrue(
        Files.exists(MODULE) && Files.isExecutable(NGINX) && Files.isExecutable(FFMPEG),
        "nginx with its module for RTMP, or ffmpeg, is not installed");
    Path log = folder.resolve("rtmp.log");
    broadcast(log);
    TestFeed feed =
        TestFeed.ofSessions(
            true,
            TokenKeys.read(
                TestFiles.secret(folder.resolve("tokens.key"), "1: " + TestFiles.KEY_1 + "\n")));
    LineFeeds feeds =
        new LineFeeds(
            LineFormat.read(ProductFormats.find("nginx-rtmp")),
            Map.of(TopicNames.LIVESTREAM_SESSIONS, feed.feed()),
            feed.feed().counts(),
            feed.feed().clock());
    try (var in = Files.newInputStream(log)) {
      new LineSplitter(feeds.intake(), 0).readAll(in);
    }
    List<LivestreamSession> sessions = feed.sessions();
    assertEquals(0, feed.feed().counts().sums().allRefused(), () -> text(log));
    assertEquals(VIEWERS, of(sessions, SessionEventType.LEFT).size(), () -> text(log));
    assertEquals(1, of(sessions, SessionEventType.ENDED).size(), () -> text(log));
    List<Long> viewers = sessions.stream().map(LivestreamSession::getViewers).toList();
    assertEquals(List.of(0L, 1L, 2L), viewers, () -> text(log));
    assertNotNull(of(sessions, SessionEventType.LEFT).get(0).getSubject());
    assertEquals(1, sessions.stream().map(LivestreamSession::getSession).distinct().count());
    assertTrue(of(sessions, SessionEventType.ENDED).get(0).getDurationSeconds() >= 2);
    assertEquals(1, sessions.stream().map(LivestreamSession::getHost).distinct().count());
  }

  private static List<LivestreamSession> of(List<LivestreamSession> all, SessionEventType type) {
    return all.stream().filter(one -> one.getType() == type).toList();
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Has a stream of three seconds be watched by some; returns when all of it is logged. */
  private void broadcast(Path log) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<Process> viewers = new ArrayList<>();
    Process server =
        run("nginx", NGINX.toString(), "-p", folder.toString(), "-c", config(log, port));
    try {
      awaitServer(server, port);
      String url = "rtmp://127.0.0.1:" + port + "/live/show";
      for (int i = 0; i < VIEWERS; i++) {
        viewers.add(run("viewer" + i, ffmpeg("-i", url, "-f", "null", "-")));
      }
      awaitLines(folder.resolve("error.log"), "play: name='show'", VIEWERS);
      String[] picture = {"-re", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=5", "-t", "3"};
      String[] coded = {"-c:v", "flv1", "-g", "5", "-f", "flv", url + "?key=secret"};
      assertEquals(0, run("host", ffmpeg(picture, coded)).waitFor());
      viewers.forEach(Process::destroyForcibly);
      awaitLines(log, "\tshow", 1 + VIEWERS);
    } finally {
      viewers.forEach(Process::destroyForcibly);
      server.destroy();
      server.waitFor();
    }
  }

  /** Waits until so many lines of a file have a text. */
  private static void awaitLines(Path file, String text, int count) {
    while (text(file).lines().filter(line -> line.contains(text)).count() < count) {
      Thread.onSpinWait();
    }
  }

  private static void awaitServer(Process server, int port) {
    while (server.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) { // it is not up yet
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("nginx has ended");
  }

  private static String[] ffmpeg(String... arguments) {
    return ffmpeg(arguments, new String[0]);
  }

  private static String[] ffmpeg(String[] first, String[] second) {
    List<String> all = new ArrayList<>(List.of(FFMPEG.toString(), "-nostdin", "-v", "error"));
    all.addAll(Arrays.asList(first));
    all.addAll(Arrays.asList(second));
    return all.toArray(String[]::new);
  }

  private Process run(String name, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .start();
  }

  /** A configuration with the lines that the page says. */
  private String config(Path log, int port) throws IOException {
    Matcher page =
        Pattern.compile("## nginx-rtmp\n.*?```\nrtmp \\{\n(.*?)}\n```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertTrue(page.find(), "the page has no configuration of nginx-rtmp");
    String lines = page.group(1).replace("/var/log/nginx/drey-rtmp.log", log.toString());
    String text =
        """
        load_module %s;
        daemon off; pid nginx.pid; error_log error.log info; worker_processes 1;
        events { }
        rtmp {
        %s
          server { listen 127.0.0.1:%d; application live { live on; } }
        }
        """
            .formatted(MODULE, lines, port);
    return Files.writeString(folder.resolve("nginx.conf"), text).toString();
  }
}
