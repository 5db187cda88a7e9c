/** The application as a module. The same classes also run on the class path, where Java ignores this file. */
module com.example {
    requires io.cloudjobs.emulator;
    requires io.cloudjobs.ges;
    requires io.cloudjobs.print;
    requires io.cloudjobs.spring;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;

    opens com.example; // to Spring
}
