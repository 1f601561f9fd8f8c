@echo off
rem Starts Label Upscaler. JAVA_HOME is the folder of the Java to use. JAVA_OPTS goes to the Java virtual machine, for example
rem set JAVA_OPTS=-Xmx512m; without it half of the memory may be used. Files of words (@FILE) are UTF-8, which Java 17 has to be told.
setlocal DisableDelayedExpansion
set "LU_LIB=%~dp0..\lib"
set "LU_HELP=Install Java 17 or later, for example from https://adoptium.net, or set JAVA_HOME to the folder of one."

set "LU_JAVA=java.exe"
if not defined JAVA_HOME goto ask
rem Quotes around the folder are no part of it.
set "LU_JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%LU_JAVA%" goto ask
>&2 echo label-upscaler: There is no Java in JAVA_HOME, "%JAVA_HOME:"=%". %LU_HELP%
exit /b 1

:ask
rem Java says, for example: openjdk version "17.0.15" 2025-04-15. NB: from a command that begins with a quote cmd takes quotes away, hence the @.
set "LU_VERSION="
for /f "tokens=2,3" %%v in ('@"%LU_JAVA%" -version 2^>^&1') do if "%%v"=="version" if not defined LU_VERSION set "LU_VERSION=%%~w"
if defined LU_VERSION goto compare
>&2 echo label-upscaler: There is no Java. %LU_HELP%
exit /b 1

:compare
for /f "tokens=1 delims=.-+_" %%m in ("%LU_VERSION%") do set "LU_MAJOR=%%m"
if %LU_MAJOR% GEQ 17 goto run
>&2 echo label-upscaler: "%LU_JAVA%" is Java %LU_VERSION%, which is too old. %LU_HELP%
exit /b 1

:run
rem What is done in a moment begins sooner without Java's second compiler.
set "LU_QUICK="
for %%c in (info chart help generate-completion) do if "%~1"=="%%c" set "LU_QUICK=-XX:TieredStopAtLevel=1"
"%LU_JAVA%" %LU_QUICK% -XX:MaxRAMPercentage=50 -Dfile.encoding=UTF-8 -Dlabelupscaler.command=label-upscaler %JAVA_OPTS% -cp "%LU_LIB%\*" org.labelupscaler.cli.Main %*
exit /b %ERRORLEVEL%
