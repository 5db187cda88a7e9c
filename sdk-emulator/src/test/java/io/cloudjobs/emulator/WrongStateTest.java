package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong seed names its wrong member, and changes nothing. */
class WrongStateTest {
    private final CloudJobsEmulator emulator =
            CloudJobsEmulator.builder().wellKnownIds().start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static final String JOB = "print.printers[0].jobs[1]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'prin':1} | prin is unknown: use clock, ges, limits, permissive, print, version",
                "{'a\\nb':1} | a\\nb is unknown: use clock",
                "{'version':2} | version is 2: use a whole number from 1 to 1",
                "{'clock':{'now':'today'}} | clock.now is \"today\": use a time such as",
                "{'clock':{'ahead':'1h'}} | clock.ahead is \"1h\": use a duration such as PT10M",
                "{'clock':{'ahead':'PT2000000000000000H'}} | clock.ahead is \"PT2000000000000000H\": use a time from the year 1",
                "{'clock':{'now':'+999999999-01-01T00:00:00Z','frozen':true}} | clock.now is \"+999999999-01-01T00:00:00Z\": use a time from the year 1",
                "{'limits':'yes'} | limits is \"yes\": use true or false",
                "{'print':[]} | print is []: use an object",
                "{'print':{'printers':{}}} | print.printers is {}: use a list",
                "{'print':{'printers':[1]}} | print.printers[0] is 1: use an object",
                "{'print':{'pageSize':0}} | print.pageSize is 0: use a whole number from 1 to",
                "{'print':{'printers':[{'id':''}]}} | print.printers[0].id is blank: use an id",
                "{'print':{'printers':[{'id':'p'},{'id':'p'}]}} | print.printers[1].id is \"p\": use an id that does not exist yet",
                "{'print':{'printers':[{'id':'p','jos':[]}]}} | print.printers[0].jos is unknown: use additional, description, device",
                "{'print':{'printers':[{'description':{'locaton':{}}}]}} | print.printers[0].description.locaton is unknown: use ",
                "{'print':{'printers':[{'description':{'location':{'cty':1}}}]}} | print.printers[0].description.location.cty is unknown",
                "{'print':{'printers':[{'description':{'id':'x'}}]}} | print.printers[0].description.id is set by the emulator",
                "{'print':{'printers':[{'trigger':{'taskDefinitionId':'no'}}]}} | print.printers[0].trigger.taskDefinitionId is \"no\": use the id of",
                "{'print':{'printers':[{'shares':[{'id':'s'}]},{'shares':[{'id':'s'}]}]}} | print.printers[1].shares[0].id is \"s\": use an id",
                "{'print':{'taskDefinitions':[{'name':1}]}} | print.taskDefinitions[0].name is unknown: use appName, displayName, id",
                "{'permissive':1} | permissive is 1: use true or false",
                "{'print':{'users':[{'password':'x'}]}} | print.users[0].userPrincipalName is blank",
                "{'print':{'users':[{'userPrincipalName':'a@b'},{'userPrincipalName':'A@b'}]}} | print.users[1].userPrincipalName is \"A@b\": use a name that no other user has",
                "{'print':{'printers':[{'device':{'state':'broken'}}]}} | print.printers[0].device.state is \"broken\": use notStarted, idle, printing, jammed, outOfPaper, stopped",
                "{'print':{'printers':[{'device':{'secondsPerJob':-1}}]}} | print.printers[0].device.secondsPerJob is -1: use a number of seconds",
                "{'print':{'printers':[{'device':{'queue':['9']}}]}} | print.printers[0].device.queue is [\"9\"]: use the id of a job of this printer",
                "{'print':{'groups':{'g':[1]}}} | print.groups.g[0] is 1: use a text",
                "{'print':{'archive':[{'copies':1}]}} | print.archive[0].copies is unknown: use ",
                "{'print':{'subscriptions':[{'resource':'me/messages','changeType':'created'}]}} | print.subscriptions[0].resource is \"me/messages\": use the jobs",
                "{'print':{'taskDefinitions':[{'id':'d'}],'subscriptions':[SUB,SUB]}} | print.subscriptions[1].resource is watched already",
                "JOB{'state':'prined'} | JOB.state is \"prined\": use uploadPending, uploaded, held, processing, pending, printing, stopped, released, printed, redirected, canceled, aborted",
                "JOB{'createdBy':7} | JOB.createdBy is 7: use a text",
                "JOB{'configuration':{'copys':1}} | JOB.configuration.copys is unknown: use ",
                "JOB{'configuration':{'margin':{'up':1}}} | JOB.configuration.margin.up is unknown: use bottom, left, right, top",
                "JOB{'configuration':{'pageRanges':[{},{'from':1}]}} | JOB.configuration.pageRanges[1].from is unknown: use end, start",
                "JOB{'document':{'content':'***'}} | JOB.document.content cannot be read in line 1",
                "JOB{'document':{'content':'YW'}} | JOB.document.content cannot be read in line 1",
                "JOB{'document':{'content':''}} | JOB.document.content is empty",
                "JOB{'document':{'content':7}} | JOB.document.content is 7: use a text in Base64",
                "JOB{'document':{'size':5,'content':'YQ=='}} | JOB.document.size is 5, but the content has 1 bytes",
                "JOB{'document':{'size':5}} | JOB.document.content is missing, although the size is 5",
                "JOB{'document':{'file':'/etc/passwd'}} | JOB.document.file names a file, which only",
                "JOB{'tasks':[{'state':'done'}]} | JOB.tasks[0].state is \"done\": use pending, processing, completed, aborted",
                "JOB{'tasks':[{'taskDefinitionId':'no'}]} | JOB.tasks[0].taskDefinitionId is \"no\": use the id of one of print.taskDefinitions",
                "JOB{'redirectedTo':'print/printers/no/jobs/1'} | JOB.redirectedTo is \"print/printers/no/jobs/1\": use the path of a job",
                "JOB{'id':'1'} | JOB.id is \"1\": use an id that does not exist yet",
                "GES{'name':''} | ges.graphs[0].name is blank",
                "GES{'name':'g','jobs':[{'kind':'PAGERANK'}]} | ges.graphs[0].jobs[0].kind is \"PAGERANK\": use VERTEX_QUERY, ",
                "GES{'name':'g','jobs':[{'status':'done'}]} | ges.graphs[0].jobs[0].status is \"done\": use pending, running, success, partiallyFailed, failed, cancelled",
                "GES{'name':'g','jobs':[{'id':'j'},{'id':'j'}]} | ges.graphs[0].jobs[1].id is \"j\": use an id that does not exist yet",
                "GES{'name':'g','jobs':[{'status':'running','progress':101}]} | ges.graphs[0].jobs[0].progress is 101: use a whole number from 0 to 100",
                "GES{'name':'g','indexes':[{'name':'i','jobId':'no'}]} | ges.graphs[0].indexes[0].jobId is \"no\": use the id of a job of this graph",
                "GES{'name':'g','outputs':[{'of':'pagerank','name':'x'}]} | ges.graphs[0].outputs[0].rows is null: use a list of rows, or value",
                "{'ges':{'engine':'BIG'}} | ges.engine is \"BIG\": use MEMORY_2_2, MEMORY_2_3, DATABASE",
                "{'ges':{'pendingTime':'-PT1S'}} | ges.pendingTime is \"-PT1S\": use a duration that is not negative",
                "{'print':{},'print':{}} | print cannot be read in line 1: Duplicate field",
                "{'print':{'printers':[{]}} | print.printers[0] cannot be read in line 1",
                "{'print':{'printers':[ | print.printers cannot be read in line 1: it ends too early",
                "[] | the state is not a JSON object",
                "7 | the state is not a JSON object",
                "{} {} | the state has more after its object",
            })
    void aWrongMemberIsNamedAndNothingChanges(String seed, String message) {
        emulator.clock().freeze();
        String before = emulator.state();
        String json = seed.replace(
                        "SUB",
                        "{'resource':'print/taskDefinitions/d/tasks','changeType':'created',"
                                + "'notificationUrl':'http://127.0.0.1/','expirationDateTime':'2099-01-01T00:00:00Z'}")
                .replace(
                        "JOB",
                        "{'limits':true,'clock':{'now':'2030-01-01T00:00:00Z','frozen':true},"
                                + "'print':{'taskDefinitions':[{'id':'d'}],'printers':[{'id':'p','jobs':[{'id':'1'},")
                .replace("GES", "{'print':{'printers':[{'id':'p'}]},'ges':{'engine':'DATABASE','graphs':[");
        json += seed.startsWith("JOB") ? "]}]}}" : seed.startsWith("GES") ? "]}}" : "";

        String text = json.replace('\'', '"');
        assertThatThrownBy(() -> emulator.load(stream(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message.replace("JOB", JOB));

        assertThat(emulator.state()).isEqualTo(before);
    }

    @Test
    void aTextThatIsDeepOrEndlessIsRefused() {
        assertThatThrownBy(() -> emulator.load(stream("{\"print\":" + "[".repeat(100_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> emulator.load(stream("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state is not a JSON object");
    }

    @Test
    void aStreamThatFailsChangesNothing() {
        String before = emulator.state();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        assertThatThrownBy(() -> emulator.load(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(emulator.state().substring(60)).isEqualTo(before.substring(60));
    }
}
