package org.drey.local.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.processes.ProcessFolder.PlannedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that outlive the program that has started them, and whose ports are whose. */
@Timeout(60)
final class ProcessFolderIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private NotedProcess start(String name, String... command) throws Exception {
    return new ProcessFolder(folder)
        .start(new PlannedProcess(name, List.of(command), folder, List.of()));
  }

  @Test
  void aProcessIsFoundAgainAndStopped() throws Exception {
    NotedProcess started = start("waits", "cat", "/dev/zero");
    NotedProcess found = new ProcessFolder(folder).find("waits").orElseThrow();
    assertEquals(started, found);
    assertTrue(found.isAlive());
    assertTrue(LinuxTables.memoryOf(found.pid()) > 0);
    assertTrue(found.stop(SOON));
    assertFalse(found.isAlive());
    assertFalse(new ProcessFolder(folder).isAlive("waits"));
  }

  @Test
  void aProcessThatASignalHasStoppedIsSeen() throws Exception {
    NotedProcess halted = start("halts", "sh", "-c", "kill -STOP $$");
    ConditionWait.until("it hangs", halted::isHalted);
    assertTrue(halted.isAlive());
    halted.kill();
    assertTrue(halted.hasEnded(SOON));
    assertFalse(halted.isHalted());
  }

  @Test
  void whatItSaysIsInItsLog() throws Exception {
    assertTrue(start("speaks", "printf", "one\\ntwo\\nthree\\n").hasEnded(SOON));
    ProcessFolder processes = new ProcessFolder(folder);
    ConditionWait.until("what it says", () -> processes.lastLines("speaks", 9).size() == 3);
    assertEquals(List.of("two", "three"), processes.lastLines("speaks", 2));
  }

  @Test
  void aProcessOfTheSameIdThatWasStartedLaterIsAnother() {
    ProcessHandle self = ProcessHandle.current();
    long started = NotedProcess.startTicks(self.pid());
    assertTrue(new NotedProcess("self", self.pid(), 0, started, List.of()).isAlive());
    assertFalse(new NotedProcess("self", self.pid(), 0, started - 1, List.of()).isAlive());
  }

  @Test
  void anOpenPortIsItsOwnersAndNoOneElses() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      LinuxTables table = LinuxTables.read();
      assertTrue(table.isListenedOn(port));
      assertTrue(table.isOwner(ProcessHandle.current().pid(), List.of(port)));
      assertEquals(ProcessHandle.current(), table.owner(port));
      NotedProcess other = start("waits", "cat", "/dev/zero");
      assertFalse(table.isOwner(other.pid(), List.of(port)));
      other.kill();
    }
  }

  @Test
  void onlyListenersCount() {
    LinuxTables table =
        LinuxTables.of(
            List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid",
                "   0: 0100007F:7919 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0"
                    + " 17",
                "   1: 0100007F:791A 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 0 0"
                    + " 18"));
    assertTrue(table.isListenedOn(0x7919));
    assertFalse(table.isListenedOn(0x791A));
  }

  @Test
  void memoryIsReadInBytes() {
    assertEquals(
        2048, LinuxTables.value(List.of("MemFree: 1 kB", "MemAvailable:   2 kB"), "MemAvailable:"));
    assertEquals(0, LinuxTables.value(List.of(), "MemAvailable:"));
  }
}
