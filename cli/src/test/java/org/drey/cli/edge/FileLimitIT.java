package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a separate process, since the limit is a process's. */
@Timeout(120)
final class FileLimitIT {
  @TempDir private Path folder;

  private static String limited(String command) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -n 300; exec '%s' -cp \"$CLASSES\" org.drey.cli.DreyCommand %s"
                    .formatted(java, command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + output;
  }

  @Test
  void neitherServiceStartsWithTooFewOpenFiles() throws Exception {
    Path feed = Edge.closed(folder.resolve("list.txt"), "a.example\n");
    String icap =
        limited("edge icap --listen 127.0.0.1:0 --splash http://splash.test/ --blocklist " + feed);
    assertEquals('1', icap.charAt(0), icap);
    assertTrue(icap.contains("ulimit -n 328"), icap);
    String splash = limited("edge splash --listen 127.0.0.1:0");
    assertEquals('1', splash.charAt(0), splash);
    assertTrue(splash.contains("ulimit -n 1200"), splash);
  }
}
