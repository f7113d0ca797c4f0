@echo off
rem Frugal's launcher for Windows: builds eng\setup when it is missing or set-up is asked for, then hands the command over.
setlocal
set "root=%~dp0"
set "setup=%root%artifacts\launcher\Frugal.Setup.dll"
set "cli=%root%artifacts\bin\Frugal.Cli\release\Frugal.Cli.dll"
set "log=%root%.frugal\logs\launcher.log"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1

if /i "%~1"=="setup" call :bootstrap || exit /b 1
if not exist "%setup%" call :bootstrap || exit /b 1

for %%c in (setup doctor test) do if /i "%~1"=="%%c" goto :handover
if "%~1"=="" goto :help
for %%a in (%*) do for %%h in (--help -h) do if "%%~a"=="%%h" goto :help
dotnet "%setup%" ensure "%~1" || exit /b 1
dotnet "%cli%" %*
exit /b %errorlevel%

:help
if not exist "%cli%" (dotnet "%setup%" --help) else (dotnet "%cli%" %*)
exit /b %errorlevel%

:handover
dotnet "%setup%" %*
exit /b %errorlevel%

:bootstrap
pushd "%root%"
dotnet --version >nul 2>&1 || (
    echo frugal: the .NET 10 SDK was not found. Install it ^(https://dotnet.microsoft.com/download^), then run this command again. 1>&2
    popd
    exit /b 1
)
popd
if not exist "%root%.frugal\logs" mkdir "%root%.frugal\logs"
dotnet build "%root%eng\setup" --configuration Release --output "%root%artifacts\launcher" -nodeReuse:false >"%log%" 2>&1 || (
    type "%log%" 1>&2
    echo frugal: eng\setup could not be built. 1>&2
    exit /b 1
)
exit /b 0
